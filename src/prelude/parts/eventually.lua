-- `eventually`: tries again and again, while the virtual clock moves, until the checks in it hold.
local rig = ...
local base, string = rig.base, rig.string
local type, rawequal, format = base.type, base.rawequal, string.format
local misuse, inspect, host = rig.misuse, rig.inspect, rig.host

local mark_checks, withdraw, pass_time = host("check.mark"), host("check.withdraw"), host("clock.pass")

local DEFAULTS = { timeout_ms = 1000, every_ms = 50 }
local MAX_TRIES = 10000

local function read_options(options)
  local own = rig.copy(DEFAULTS)
  for key, value in base.next, rig.want("eventually", "table", options) do
    if not DEFAULTS[key] then
      misuse("eventually: unknown option " .. rig.inspect_line(key, 40) .. "; there are timeout_ms and every_ms")
    end
    if type(value) ~= "number" or not (value > 0 and value < 1e12) then
      misuse(format("eventually: option %s: milliseconds above 0 are expected, got %s", key, inspect(value)))
    end
    own[key] = value
  end
  if own.timeout_ms / own.every_ms > MAX_TRIES then
    misuse(format("eventually: every_ms = %s makes more than %d tries", inspect(own.every_ms), MAX_TRIES))
  end
  return own
end

--- Errors that no further try can mend: the scenario was stopped as pending, no mock answers, a callback of the clock
--- failed, no memory is left.
local function is_final(problem)
  return rawequal(problem, rig.skip_signal) or (problem ~= nil and rawequal(problem, rig.task.raised_failure))
    or rig.is_lost(problem) or problem == "not enough memory"
end

--- Whether a try decided nothing: an error, or a check that was called in a wrong way, is not "did not hold".
local function is_undecided(returned, result, misuse_count)
  local task = rig.task
  if task.misuse_count > misuse_count then return true end
  return not returned and (task.raised_check == nil or not rawequal(result, task.raised_check))
end

--- One try. Gives nil where it held, else what kept it from holding: a failed check's detail, or a message. What may be
--- mended by a further try is fatal where nothing is to hold.
local function try(fn, negated)
  local count, first = mark_checks()
  local misuse_count = rig.task.misuse_count
  rig.task.raised_check = nil
  local returned, result = base.pcall(fn)
  if not returned and is_final(result) then base.error(result, 0) end
  if negated and is_undecided(returned, result, misuse_count) then
    base.error(returned and "a check in the function was called in a wrong way" or result, 0)
  end
  local failed = withdraw(first)
  rig.task.raised_check = nil
  if failed then return failed end
  if not returned then return { message = "it raised " .. (type(result) == "string" and result or inspect(result)) } end
  if result == false then return { message = "the function returned false" } end
  if result == nil and mark_checks() == count then
    misuse("eventually: the function made no check and returned nothing; it can return whether it holds")
  end
end

rig.add_assertion({ "eventually" }, {
  count = 1,
  note = 3,
  holds = function(state, fn, options)
    if not rig.is_callable(fn) then misuse("eventually: a function is expected, got " .. type(fn)) end
    local limits = read_options(options or {})
    local waited, tries = 0, 1
    local last = try(fn, state.negated)
    while last and waited < limits.timeout_ms do
      local step = rig.math.min(limits.every_ms, limits.timeout_ms - waited)
      pass_time(step)
      waited, tries = waited + step, tries + 1
      last = try(fn, state.negated)
    end
    return last == nil, { last = last, tries = tries, waited = waited }
  end,
  fails = function(found)
    local last, where = found.last, found.last.at and found.last.at .. ": " or ""
    local message = "did not hold within %s ms of virtual time (%d tries); at last: %s%s"
    return {
      message = format(message, inspect(found.waited), found.tries, where, last.message),
      expected = last.expected, actual = last.actual, differs_at = last.differs_at,
    }
  end,
  fails_not = function(found)
    return { message = format("expected this never to hold, but it did after %s ms", inspect(found.waited)) }
  end,
  gives = function() end,
})

rig.add_globals({ eventually = rig.note_check(function(...) return rig.run_assertion("eventually", ...) end) })
