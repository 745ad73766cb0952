-- The calls that a trajectory is made of: patterns of them as users write them, and which call is which.
local rig = ...
rig.load_part("patterns")
local type, ipairs, rawequal = rig.base.type, rig.base.ipairs, rig.base.rawequal
local misuse, host, inspect_line = rig.misuse, rig.host, rig.inspect_line

local kind_of, model_of = host("journal.kind_of"), host("llm.model_of")

local WIDTH = 120

-- Patterns ---------------------------------------------------------------------------------------------------------

local function read_fields(given)
  local fields, names = {}, {}
  for _, key in ipairs(rig.sorted_keys(given, 0)) do
    if type(key) == "string" then
      fields[key], names[#names + 1] = given[key], key
    elseif key ~= 1 then
      misuse("assert.trajectory: a pattern is a call's name and named fields, got also " .. inspect_line(key, 40))
    end
  end
  return fields, names
end

--- `"llm.call"`, `{ "llm.call", model = "haiku" }`, `any`, or a function that is given the fields of a call.
function rig.read_step_pattern(given)
  if rawequal(given, rig.any) then return { shown = "any", fields = {} } end
  if rig.is_callable(given) then return { shown = inspect_line(given, WIDTH), fields = given } end
  if type(given) == "string" then given = { given } end
  if type(given) ~= "table" then
    misuse("assert.trajectory: a call's name or a pattern is expected, got " .. inspect_line(given, 60))
  end
  local fields, names = read_fields(given)
  local name = given[1]
  if rawequal(name, rig.any) then name = nil end
  if name ~= nil and type(name) ~= "string" then
    misuse("assert.trajectory: the name of a call is expected first, got " .. inspect_line(name, 60))
  end
  local kind = kind_of(name, names)
  local shown = (name or "any") .. (#names > 0 and " " .. rig.show_pattern(fields, WIDTH) or "")
  -- A level such as "simple" stands for a model, here as elsewhere.
  if kind == "llm.call" and type(fields.model) == "string" then fields.model = model_of(fields.model) end
  return { name = name, kind = kind, shown = shown, fields = fields }
end

--- Whether a step is the call that a pattern names; a kind, such as `log`, stands for all its calls.
local function is_named(pattern, step)
  return pattern.name == nil or step.name == pattern.name or step.kind == pattern.name
end

rig.is_named_step = is_named

local function matches(pattern, step)
  return is_named(pattern, step) and not rig.find_mismatch(pattern.fields, step.fields)
end

--- Whether each pattern matches each step, asked once.
function rig.compare_steps(patterns, steps)
  local rows = {}
  for i, pattern in ipairs(patterns) do
    rows[i] = {}
    for j, step in ipairs(steps) do rows[i][j] = matches(pattern, step) end
  end
  return rows
end

-- Ways to pair patterns with steps ---------------------------------------------------------------------------------

--- Gives as many patterns as possible a step of their own, in any order: augmenting paths.
function rig.pair_freely(rows, count)
  local pattern_of, step_of = {}, {}
  local function place(i, seen)
    for j = 1, count do
      if rows[i][j] and not seen[j] then
        seen[j] = true
        if not pattern_of[j] or place(pattern_of[j], seen) then
          pattern_of[j], step_of[i] = i, j
          return true
        end
      end
    end
    return false
  end
  for i = 1, #rows do place(i, {}) end
  return step_of
end

--- Pairs as many as possible in order: the longest common subsequence.
function rig.pair_in_order(rows, count)
  local lengths = { [#rows + 1] = {} }
  for i = #rows, 1, -1 do
    lengths[i] = {}
    for j = count, 1, -1 do
      local below, right = lengths[i + 1][j] or 0, lengths[i][j + 1] or 0
      local both = rows[i][j] and (lengths[i + 1][j + 1] or 0) + 1 or 0
      lengths[i][j] = rig.math.max(below, right, both)
    end
  end
  local step_of, i, j = {}, 1, 1
  while i <= #rows and j <= count do
    if rows[i][j] and lengths[i][j] == (lengths[i + 1][j + 1] or 0) + 1 then
      step_of[i] = j
      i, j = i + 1, j + 1
    elseif lengths[i][j] == (lengths[i][j + 1] or 0) then
      j = j + 1
    else
      i = i + 1
    end
  end
  return step_of
end
