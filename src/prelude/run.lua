-- What the host calls: load a file, tell what it holds, run its hooks and scenarios. All errors come back as data.
local rig = ...
local base = rig.base
local type, rawget, ipairs = base.type, base.rawget, base.ipairs
local entries, bounded, raise, guarded = rig.entries, rig.bounded, rig.raise, rig.guarded

--- Tells of checks that were begun, or about to begin, and interrupted.
local function end_checks(problems)
  if rig.is_for_busted then return end
  -- An error that ended the code has said itself what came between.
  if not problems then rig.end_checks() end
  rig.end_catching()
  rig.end_assert()
end

-- Loading ----------------------------------------------------------------------------------------------------------

--- Runs one file's top level. Gives nothing, or the error as data.
local function run_file(path, source)
  rig.load_mentioned(source)
  local chunk, problem = rig.compile(path, source, rig.scenario_env)
  if not chunk then return { syntax = bounded(problem), path = path } end
  local failed = guarded(chunk, path)
  return rig.take_lost() or failed
end

--- Runs the top levels of a scenario file and of those that go before it: paths and sources in turns, its own last.
--- Gives nothing, or the error as data.
function entries.load(is_for_busted, ...)
  if is_for_busted then rig.open_for_busted() end
  local failed
  for i = 1, base.select("#", ...), 2 do
    failed = failed or run_file(base.select(i, ...), (base.select(i + 1, ...)))
  end
  failed = rig.finish_tree() or failed
  end_checks(failed)
  return failed
end

local function show_options(options)
  return {
    tags = options.tags and #options.tags > 0 and options.tags or nil,
    timeout_ms = options.timeout_ms, retries = options.retries, schedules = options.schedules,
    cases = options.cases, seed = options.seed,
  }
end

--- What the file holds, without its functions: blocks; names, lines and blocks of the scenarios as lists side by side;
--- and by position what only some of them say.
function entries.collect()
  local tree, blocks, extras = rig.tree, {}, {}
  for i, block in ipairs(tree.blocks) do
    local shown = show_options(block.options or {})
    shown.name, shown.line, shown.parent = block.name, block.line, block.parent
    shown.has_setup, shown.has_teardown = block.hooks.setup ~= nil, block.hooks.teardown ~= nil
    blocks[i] = shown
  end
  for i = 1, #tree.names do
    local options, mode = tree.options[i], tree.modes[i]
    if options or mode then
      local shown = show_options(options or {})
      shown.position, shown.mode, shown.reason = i, mode, tree.reasons[i]
      extras[#extras + 1] = shown
    end
  end
  return blocks, tree.names, tree.lines, tree.block_of, extras
end

--- Forgets all scenarios but those at the positions given, and what only they needed: forks of the rest copy less.
function entries.narrow(kept)
  local tree, functions, properties, block_of = rig.tree, {}, {}, {}
  for _, position in ipairs(kept) do
    functions[position], properties[position] = tree.functions[position], tree.properties[position]
    block_of[position] = tree.block_of[position]
  end
  tree.functions, tree.properties, tree.block_of = functions, properties, block_of
  tree.names, tree.lines, tree.options, tree.modes, tree.reasons = {}, {}, {}, {}, {}
  base.collectgarbage()
end

-- Running ----------------------------------------------------------------------------------------------------------

--- Whether what is made from now on is made by a scenario's own body.
local set_body = rig.host("journal.body")

--- Adds an error as data to those there are, in the order in which they came; gives them, nil where there are none. A
--- scenario that skipped itself and then went wrong has gone wrong.
local function add_problem(problems, problem, hook)
  if not problem then return problems end
  problem.hook = hook
  if not problems or problems[1].skipped then return { problem } end
  problems[#problems + 1] = problem
  return problems
end

--- The same for what runs when the scenario is over.
local function add_late_problem(problems, problem, hook)
  if problem and problem.skipped then
    problem = { message = "pending comes too late: the scenario has run", frames = {} }
  end
  return add_problem(problems, problem, hook)
end

--- Puts the error of a task that nobody waited for before what else went wrong: it came first. The scenario's own code may
--- have raised it too.
local function add_lost(problems)
  local lost = rig.take_lost()
  if not lost then return problems end
  local all = { lost }
  for _, problem in ipairs(problems or {}) do
    if problem ~= lost and not problem.skipped then all = add_problem(all, problem, problem.hook) end
  end
  return all
end

--- Runs the hooks of a kind up to the first that does not return. Gives nothing, or the problem in a list.
local function run_hooks(block, kind)
  for _, hook in ipairs(rig.tree.blocks[block].hooks[kind] or {}) do
    local problems = add_problem(nil, guarded(hook), kind)
    if problems then return problems end
  end
end

--- Forgets what ran before: it is not of the scenario, or the hook, that begins.
local function begin_code()
  rig.begin_threads()
  rig.begin_chains()
  rig.begin_catching()
end

--- Tells of what was begun and never came to its check, in a scenario or a teardown that is over.
local function end_code(problems)
  rig.end_chains()
  end_checks(problems)
  if not rig.is_for_busted then rig.end_threads() end
end

--- Runs a block's `setup` or `teardown` functions. Gives nothing, or the problem in a list.
function entries.hooks(block, kind, high, low)
  rig.seed(high, low)
  begin_code()
  if rig.enter_insulated then rig.enter_insulated(block) end
  local problems = add_lost(run_hooks(block, kind))
  -- What a setup began, scenarios may complete.
  if kind == "teardown" then end_code(problems) else end_checks(problems) end
  return problems
end

--- `before_each` from the outermost block inward.
local function run_before(block)
  local parent = rig.tree.blocks[block].parent
  return (parent > 0 and run_before(parent)) or run_hooks(block, "before_each")
end

--- `after_each` from the innermost block outward; all run, whatever went wrong before.
local function run_after(block, problems)
  while block > 0 do
    local hooks = rig.tree.blocks[block].hooks.after_each
    if hooks then
      set_body(false)
      for _, hook in ipairs(hooks) do problems = add_late_problem(problems, guarded(hook), "after_each") end
    end
    block = rig.tree.blocks[block].parent
  end
  return problems
end

--- What a running scenario wants done when it ends, however it ends; nil where none runs.
local finalizers

function rig.scenario_globals.finally(fn)
  if not finalizers then raise("finally: only in a running scenario") end
  if not rig.is_callable(fn) then raise("finally: a function is expected, got " .. type(fn)) end
  finalizers[#finalizers + 1] = fn
end

--- Runs what `finally` was told, newest first.
local function run_finalizers(problems)
  -- One may ask for another.
  while #finalizers > 0 do
    problems = add_late_problem(problems, guarded(rig.table.remove(finalizers)), "finally")
  end
  return problems
end

local function only(kind, value)
  if type(value) == kind then return value end
end

--- A claim not to have passed, for the reason that a second result may give.
local function refuse_result(what, why)
  return { passed = false, message = bounded(type(why) == "string" and what .. ": " .. why or what) }
end

local suggest = rig.host("check.suggest")

--- A key of a table that may be meant to be another.
local function nearest_key(result, wanted)
  for key in base.next, result do
    if type(key) == "string" and #key <= 2 * #wanted and suggest(key, { wanted }) then return key end
  end
end

--- What the results of a scenario or a property, `whose`, say of it, as plain data: `false`, or a table with `passed`. nil
--- where they say nothing.
function rig.read_claim(whose, result, second)
  if result == false then return refuse_result(whose .. " returned false", second) end
  if type(result) ~= "table" then return nil end
  local message, passed = only("string", rawget(result, "message")), rawget(result, "passed")
  local near = passed == nil and nearest_key(result, "passed")
  if near then return refuse_result(whose .. " returned " .. near .. ", which is not passed; did you mean that?") end
  if passed ~= nil and type(passed) ~= "boolean" then
    return refuse_result(whose .. " returned passed = " .. rig.inspect_line(passed, 60) .. "; true or false is expected")
  end
  return { passed = passed, duration_ms = only("number", rawget(result, "duration_ms")), message = message and bounded(message) }
end

--- Runs a scenario's body with the hooks around it. Gives what went wrong, a list in the order in which it came, or nil;
--- and what the body returned, up to two values.
local function run_between_hooks(block, body)
  local failed, result, second
  finalizers = {}
  begin_code()
  if rig.enter_insulated then rig.enter_insulated(block) end
  local problems = run_before(block)
  if not problems then
    set_body(true)
    failed, result, second = guarded(body)
    problems = run_finalizers(add_problem(nil, failed))
  end
  problems = add_lost(run_after(block, problems))
  end_code(problems)
  if not problems and rig.end_timers then rig.end_timers() end
  return problems, result, second
end
rig.run_between_hooks = run_between_hooks

--- Runs one scenario. Gives what went wrong, and what its results claim. To busted the results of `it` mean nothing.
function entries.scenario(index, high, low)
  rig.seed(high, low)
  local tree = rig.tree
  local problems, result, second = run_between_hooks(tree.block_of[index], tree.functions[index])
  if result == nil or (rig.is_for_busted and index < tree.first_plain) then return problems end
  return problems, rig.read_claim("the scenario", result, second)
end

rig.open_scenario_environment()
