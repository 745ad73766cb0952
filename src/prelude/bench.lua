-- Benches: what a `*.bench.lua` file says, and rules taken apart so that each part of a call can be timed by itself.
local rig = ...
local type = rig.base.type
local expect, raise, copy = rig.expect, rig.raise, rig.copy

local benches = {}

--- Says how fast variants of a rule are to be compared.
local function bench(name, options)
  expect("bench", "string", name)
  expect("bench", "table", options)
  local _, line = rig.user_frame()
  benches[#benches + 1] = { name = name, line = line, options = options }
end

--- What the file said, without its functions.
local function describe()
  local described = {}
  for i, one in rig.base.ipairs(benches) do
    local options = copy(one.options)
    local makes = type(options.inputs) == "function"
    if makes then options.inputs = nil end
    described[i] = { name = one.name, line = one.line, makes_inputs = makes, options = options }
  end
  return described
end

--- So many inputs of a bench whose `inputs` are a function of the input's number and size.
local function make_inputs(number, count, size, seed)
  rig.math.randomseed(seed)
  local make, inputs = benches[number].options.inputs, {}
  for i = 1, count do
    local input = make(i, size)
    if input == nil then raise("bench: inputs gave nothing for input " .. i) end
    inputs[i] = input
  end
  return inputs
end

--- Loads a bench file. Its function tells of the benches in it, or makes the inputs of one.
function rig.entries.load_bench(number, name)
  return rig.leave_function(number, function()
    benches = {}
    -- Only here: rules that are loaded into such a VM see what they see elsewhere.
    rig.native_bindings.bench = function() return bench end
    rig.load_script(name, "rule")
    rig.native_bindings.bench = nil
    return function(request)
      if request == nil then return describe() end
      return make_inputs(request.number, request.count, request.size, request.seed)
    end
  end)
end

-- Parts of a call --------------------------------------------------------------------------------------------------

--- Inputs that stay in Lua, and what the rule last made of each.
local inputs, results, next_result = {}, {}, 0

--- A loop inside Lua: given a list it keeps it for inputs, given a number it runs that many rounds over them.
function rig.entries.load_loop(number, name, entry, given)
  return rig.leave_function(number, function()
    local run = rig.open_rule(name, entry, given)
    return function(request)
      if type(request) == "table" then inputs, results, next_result, request = request, {}, 0, 1 end
      local kept, made, count = inputs, results, #inputs
      for _ = 1, request do
        for i = 1, count do made[i] = run(kept[i]) end
      end
      return count
    end
  end)
end

--- Gives one result after the other of those that the loop has left: what a call costs on its way out.
function rig.entries.load_giver(number)
  rig.functions[number] = function()
    next_result = next_result % #inputs + 1
    return results[next_result]
  end
  return {}
end

--- Takes an input and does nothing: what a call costs on its way in, or, called with nothing, at all.
function rig.entries.load_taker(number)
  rig.functions[number] = function() end
  return {}
end
