-- Generators of numbers, and those that choose among others.
local rig = ...
rig.load_part("choices")
local base, math = rig.base, rig.math
local type, ipairs, setmetatable = base.type, base.ipairs, base.setmetatable
local getmetatable, random, floor, math_type = rig.debug.getmetatable, math.random, math.floor, math.type
local raise, format, pack = rig.raise, rig.string.format, rig.pack
local choose, choose_wide, is_chance = rig.choices.choose, rig.choices.choose_wide, rig.choices.is_chance
local zero, one = rig.choices.zero, rig.choices.one

-- Making generators ------------------------------------------------------------------------------------------------

local methods = {}
local generator_meta = { __name = "generator", __index = methods, __metatable = "generator" }
local gen = {}

local function make(draw)
  return setmetatable({ draw = draw }, generator_meta)
end

local function is_generator(value)
  return type(value) == "table" and getmetatable(value) == generator_meta
end

--- A generator as it is; a table as a record of what is in it; anything else as itself.
local function lift(value)
  if is_generator(value) then return value end
  if type(value) == "table" then return gen.record(value) end
  return gen.constant(value)
end

local function lift_all(word, ...)
  local given = pack(...)
  if given.n == 1 and type(given[1]) == "table" and not is_generator(given[1]) then given = given[1] end
  local lifted = {}
  for i = 1, given.n or #given do lifted[i] = lift(given[i]) end
  if #lifted == 0 then raise("gen." .. word .. ": at least one value or generator is expected") end
  return lifted
end

local function read_bounds(word, low, high, limits)
  for _, bound in ipairs({ low, high }) do
    if type(bound) ~= "number" or bound ~= bound then
      raise(format("gen.%s: a number is expected as bound, got %s", word, rig.inspect_line(bound, 40)))
    end
    if limits.whole and math_type(bound) ~= "integer" and floor(bound) ~= bound then
      raise(format("gen.%s: whole numbers are expected as bounds, got %s", word, rig.inspect(bound)))
    end
    if bound < limits.low or bound > limits.high then
      raise(format("gen.%s: bounds from %s to %s are expected", word, rig.inspect(limits.low), rig.inspect(limits.high)))
    end
  end
  if low > high then raise("gen." .. word .. ": the first bound is above the second") end
  if limits.whole then return math.tointeger(low), math.tointeger(high) end
  return low + 0.0, high + 0.0
end

-- Numbers ----------------------------------------------------------------------------------------------------------

local WHOLE = { whole = true, low = math.mininteger, high = math.maxinteger }
local REAL = { low = -1e15, high = 1e15 }

--- A whole number between two bounds; shrinks toward 0, or the bound that is nearest to it.
function gen.integer(low, high)
  low, high = read_bounds("integer", low or math.mininteger, high or math.maxinteger, WHOLE)
  if low >= 0 then return make(function() return low + choose_wide(high - low) end) end
  if high < 0 then return make(function() return high - choose_wide(high - low) end) end
  return make(function()
    if choose(1) == 0 then return choose_wide(high) end
    return -1 - choose_wide(-1 - low)
  end)
end

local DIGITS = { 0, 1, 2, 3, 15 }

--- A float as its sign, its whole part, and its decimals: whole numbers are simpler than fractions, short ones than long.
function gen.float(low, high)
  low, high = read_bounds("float", low or -1e9, high or 1e9, REAL)
  local largest = floor(math.max(math.abs(low), math.abs(high))) | 0
  return make(function()
    local dice = is_chance() and random(8) or 0
    local wanted = dice == 1 and low or dice == 2 and high or low + (high - low) * random()
    if dice == 3 then wanted = wanted / 10 ^ random(0, 9) end
    local size = math.abs(wanted)
    local sign = 1
    if high <= 0 or low < 0 and choose(1, wanted < 0 and one or zero) == 1 then sign = -1 end
    local whole = choose(largest, function() return floor(size) | 0 end)
    local digits = DIGITS[choose(4) + 1]
    local value = whole + 0.0
    if digits > 0 then
      local parts = 10 ^ digits | 0
      value = value + choose(parts - 1, function() return floor((size - floor(size)) * parts) | 0 end) / parts
    end
    return math.min(math.max(sign * value, low), high)
  end)
end

function gen.number()
  return gen.frequency({
    { 4, gen.integer(-1000, 1000) }, { 3, gen.float() }, { 2, gen.integer() },
    { 2, gen.elements({ math.huge, -math.huge, 0 / 0, -0.0, 5e-324, 1.7976931348623157e308 }) },
  })
end

function gen.boolean()
  return make(function() return choose(1) == 1 end)
end

-- Choosing ---------------------------------------------------------------------------------------------------------

function gen.constant(value)
  return make(function() return value end)
end

--- One of the values of a list as they are; earlier ones are simpler.
function gen.elements(list)
  if type(list) ~= "table" or #list == 0 then raise("gen.elements: a list of values is expected") end
  local values, max = rig.copy(list), #list - 1
  local function uniform() return random(0, max) end
  return make(function() return values[choose(max, uniform) + 1] end)
end

--- What one of several generators makes; earlier ones are simpler.
function gen.one_of(...)
  local options = lift_all("one_of", ...)
  local function uniform(max) return random(0, max) end
  return make(function() return options[choose(#options - 1, uniform) + 1].draw() end)
end

--- The same with weights: `{ { 3, a }, { 1, b } }`.
function gen.frequency(rows)
  if type(rows) ~= "table" or #rows == 0 then raise("gen.frequency: a list of { weight, generator } is expected") end
  local options, total, limits = {}, 0, {}
  for i, row in ipairs(rows) do
    local weight = type(row) == "table" and row[1]
    if math_type(weight) ~= "integer" or weight < 1 or weight > 1000000 then
      raise("gen.frequency: a weight from 1 to 1000000 is expected first in each row")
    end
    total = total + weight
    limits[i], options[i] = total, lift(row[2])
  end
  local function weighted()
    local dice, i = random(total), 1
    while dice > limits[i] do i = i + 1 end
    return i - 1
  end
  return make(function() return options[choose(#options - 1, weighted) + 1].draw() end)
end

function gen.maybe(item)
  item = lift(item)
  local function often() return random(4) > 1 and 1 or 0 end
  return make(function()
    if choose(1, often) == 1 then return item.draw() end
    return nil
  end)
end

--- Whether what stands behind a name makes it a property.
function rig.is_property(...)
  for i = 1, base.select("#", ...) do
    if is_generator((base.select(i, ...))) then return true end
  end
  return false
end

rig.gen, rig.make_generator, rig.is_generator, rig.lift_generator = gen, make, is_generator, lift
rig.read_generator_bounds, rig.generator_methods = read_bounds, methods
rig.load_part("structures")
rig.scenario_env.gen = gen
