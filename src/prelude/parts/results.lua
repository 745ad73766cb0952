-- Checks of what a rule decided and of what an agent used up: decision, cost, tokens, virtual time.
local rig = ...
rig.load_part("subjects")
local base, string, table = rig.base, rig.string, rig.table
local type, ipairs = base.type, base.ipairs
local format, concat = string.format, table.concat
local misuse, inspect, add = rig.misuse, rig.inspect, rig.add_assertion

local count_spent = rig.host("journal.spent")

-- Decisions --------------------------------------------------------------------------------------------------------

local function decision_of(result)
  if type(result) == "table" then return base.rawget(result, "decision") end
  return result
end

local DECISIONS = { string = true, number = true, boolean = true }

--- The decisions that would do, as a list.
local function read_wanted(wanted)
  local list = type(wanted) == "table" and wanted or { wanted }
  for i = 1, #list do
    if not DECISIONS[type(list[i])] then misuse("assert.decision: a decision is expected, got " .. rig.inspect_line(list[i], 60)) end
  end
  if #list == 0 then misuse("assert.decision: a decision or several are expected second, got " .. rig.inspect_line(wanted, 60)) end
  return list
end

--- What a result says of why it was decided so.
local function show_reasons(result)
  local lines = {}
  for _, key in ipairs({ "reasoning", "reason", "confidence" }) do
    local value = type(result) == "table" and base.rawget(result, key)
    if value then lines[#lines + 1] = "\n  " .. key .. ": " .. rig.inspect_line(value, 200) end
  end
  return concat(lines)
end

--- What was decided is the decision expected, or one of several.
add({ "decision" }, {
  count = 2,
  holds = function(state, result, wanted)
    local decided, list = decision_of(result), read_wanted(wanted)
    if state.negated and not DECISIONS[type(decided)] then
      misuse("assert.not_decision: there is no decision in " .. rig.inspect_line(result, 200))
    end
    for _, one in ipairs(list) do
      if one == decided then return true end
    end
    return false
  end,
  fails = function(_, result, wanted)
    local decided = decision_of(result)
    local message = decided == nil and "there is no decision" or "expected another decision"
    local actual = decided == nil and inspect(result) or inspect(decided)
    return { message = message .. show_reasons(result), expected = inspect(wanted), actual = actual }
  end,
  fails_not = function(_, result, wanted)
    return { message = "expected any decision but " .. rig.inspect_line(wanted, 200) .. show_reasons(result) }
  end,
})

-- Limits -----------------------------------------------------------------------------------------------------------

local function read_limit(name, limit)
  if type(limit) == "number" and limit == limit then return limit end
  misuse(format("assert.%s: a number is expected as the limit, got %s", name, inspect(limit)))
end

--- What a result or a reply says of itself, else what the journal says.
local function spent_by(name, subject, field)
  local own = subject.given and base.rawget(subject.given, field)
  if own ~= nil then return own end
  if not subject.where then misuse(format("assert.%s: this table has neither %s nor a task_id", name, field)) end
  return nil
end

local function measure_cost(name, subject, spent)
  local cost = spent_by(name, subject, "cost_cents") or spent.cost_cents
  return rig.base.tonumber(cost) or misuse("assert.cost_below: cost_cents is no number: " .. inspect(cost))
end

local function measure_tokens(name, subject, spent)
  local tokens = spent_by(name, subject, "tokens") or spent
  if type(tokens) == "table" and type(tokens.input) == "number" and type(tokens.output) == "number" then
    return tokens.input + tokens.output, format(": %s in, %s out", inspect(tokens.input), inspect(tokens.output))
  end
  misuse("assert.tokens_below: tokens with input and output are expected, got " .. rig.inspect_line(tokens, 60))
end

local function measure_latency(name, subject, spent)
  if not subject.where then misuse(format("assert.%s: a reply does not tell its time; an agent does, or a function", name)) end
  return subject.ms or spent.ms
end

--- The calls that came to what was measured.
local function show_calls(found)
  local spent = found.spent
  if spent.count == 0 then return "no calls of the model" end
  local lines = rig.copy(spent.calls)
  if spent.count > #lines then lines[#lines + 1] = format("… %d more", spent.count - #lines) end
  return concat(lines, "\n")
end

local function give_results(found)
  local results = found.subject.results
  if results then return rig.unpack(results, 1, results.n) end
end

--- A check that what was measured is below a limit.
local function add_limit(name, what, unit, measure)
  local function describe(found, wanted)
    local message = format("%s: expected %s %s, got %s%s%s", found.subject.title, what, wanted, inspect(found.measured), unit, found.more)
    return { message = message, actual = found.subject.where and show_calls(found) or inspect(found.subject.given) }
  end
  add({ name }, {
    count = 2,
    holds = function(_, value, limit)
      limit = read_limit(name, limit)
      local subject = rig.read_subject("assert." .. name, value)
      local spent = subject.where and count_spent(subject.where)
      local measured, more = measure(name, subject, spent)
      if measured ~= measured then misuse(format("assert.%s: what was measured is not a number (NaN)", name)) end
      return measured < limit, { subject = subject, spent = spent, measured = measured, more = more or "" }
    end,
    fails = function(found, _, limit) return describe(found, "below " .. inspect(limit) .. unit) end,
    fails_not = function(found, _, limit) return describe(found, "of " .. inspect(limit) .. unit .. " or more") end,
    gives = give_results,
  })
end

add_limit("cost_below", "a cost", " ¢", measure_cost)
add_limit("tokens_below", "tokens", "", measure_tokens)
add_limit("latency_below", "a latency", " ms", measure_latency)
