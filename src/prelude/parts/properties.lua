-- property: a scenario that holds for all values its generators make. The host forks each case and looks for the
-- simplest one that fails.
local rig = ...
rig.load_part("generators")
local base, table = rig.base, rig.table
local type, math_type, ipairs = base.type, rig.math.type, base.ipairs
local raise, unpack, format = rig.raise, rig.unpack, rig.string.format
local entries, tree, is_generator = rig.entries, rig.tree, rig.is_generator

local DEFAULT_CASES, MAX_CASES, MAX_SEED = 100, 1000000, 200
-- Parts of a case's seed: what is generated, and what the body draws, must not depend on each other.
local VALUES, BODY = 0x67656E, 0x626F6479

local function read_cases(value)
  if math_type(value) == "integer" and value >= 1 and value <= MAX_CASES then return value end
  local wanted = "a whole number from 1 to " .. MAX_CASES
  raise(format("property: option cases: %s is expected, got %s", wanted, rig.inspect_line(value, 40)))
end

local function read_seed(value)
  if math_type(value) == "integer" then return base.tostring(value) end
  if type(value) == "string" and #value <= MAX_SEED and rig.utf8.len(value) then return value end
  raise("property: option seed: a short text or a whole number is expected, got " .. rig.inspect_line(value, 40))
end

local OPTIONS = { listed = "cases, seed, ", cases = read_cases, seed = read_seed }

--- Sorts out `(name, options?, generators…, fn)`: options, generators and the function; without both it is still to do.
local function read_property(name, ...)
  local given = rig.pack(...)
  local from = type(given[1]) == "table" and not is_generator(given[1]) and 2 or 1
  local options, fn = rig.read_arguments("property", name, from == 2 and given[1] or nil, given[given.n], OPTIONS)
  options = rig.copy(options)
  options.cases = options.cases or DEFAULT_CASES
  if given.n < from then return options end
  local generators = {}
  for i = from, given.n - 1 do
    if not is_generator(given[i]) then
      raise("property: a generator is expected before the function, got " .. rig.inspect_line(given[i], 40))
    end
    generators[#generators + 1] = given[i]
  end
  if type(fn) ~= "function" then raise("property: a function is expected last, got " .. type(fn)) end
  if #generators == 0 then
    raise("property: a generator is expected before the function, such as gen.integer(0, 100)")
  end
  return options, generators, fn
end

--- Notes a property; `row` holds what its function is given before the values.
local function add_property(name, line, row, options, generators, fn)
  local position = rig.add_scenario(name, options, fn, line)
  if fn then tree.properties[position] = { generators = generators, row = row } end
end

local NO_ROW = { n = 0 }

rig.scenario_env.property = function(name, ...)
  add_property(name, rig.line_here(), NO_ROW, read_property(name, ...))
end

--- A property for each row of `each`.
function rig.add_property_rows(rows, line, name, ...)
  local options, generators, fn = read_property(name, ...)
  for position, row in ipairs(rows) do
    add_property(rig.name_row(name, row, position), line, row, options, generators, fn)
  end
end

-- Running ----------------------------------------------------------------------------------------------------------

local function make_values(property, high, low, choices)
  rig.seed(high, low ~ VALUES)
  return rig.generate(property.generators, choices)
end

local function call_body(index, property, values)
  local fn, row = tree.functions[index], property.row
  if row.n == 0 then return fn(unpack(values, 1, values.n)) end
  local args = table.move(values, 1, values.n, row.n + 1, rig.copy(row))
  return fn(unpack(args, 1, row.n + values.n))
end

--- Raises that a case does what no property can, which says nothing of its values, whatever a pcall makes of it.
function rig.refuse_in_case(message)
  rig.unfit_case = rig.unfit_case or rig.error_here(message)
  raise(message)
end

--- Runs one case with the hooks around it; its values are made of the choices, or by chance. Gives what went wrong, what
--- the case claims, and "discarded", "generating" or "unfit" where it did not get to its end for that, "held" where it
--- returned true.
function entries.case(index, high, low, choices)
  local property, is_generating = tree.properties[index], false
  rig.is_discarded, rig.is_in_case = false, true
  rig.seed(high, low)
  local problems, result, second = rig.run_between_hooks(tree.block_of[index], function()
    is_generating = true
    local values = make_values(property, high, low, choices)
    is_generating = false
    rig.seed(high ~ BODY, low)
    return call_body(index, property, values)
  end)
  if rig.unfit_case then return { rig.unfit_case }, nil, "unfit" end
  local status = rig.is_discarded and "discarded" or is_generating and "generating" or result == true and "held" or nil
  return problems, rig.read_claim("the property", result, second), status
end

--- The values by the names that the function gives them, a line each, as Lua.
local function show_values(index, values)
  local shown, fn, offset = {}, tree.functions[index], tree.properties[index].row.n
  for i = 1, values.n do
    local name = rig.debug.getlocal(fn, offset + i) or "value_" .. i
    shown[i] = rig.bounded(name .. " = " .. rig.inspect(values[i]))
  end
  return table.concat(shown, "\n")
end

--- Makes the values of a case without running it: gives its choices, their parts, and the values as text where asked for.
function entries.example(index, high, low, choices, is_shown)
  local property = tree.properties[index]
  local kept, spans, shown
  rig.seed(high, low)
  rig.run_between_hooks(tree.block_of[index], function()
    local values = make_values(property, high, low, choices)
    kept, spans = rig.generation()
    shown = is_shown and show_values(index, values) or nil
  end)
  return kept, spans, shown
end
