-- Generators of texts and tables, and generators made of other ones.
local rig = ...
local base, math, string, table = rig.base, rig.math, rig.string, rig.table
local type, ipairs = base.type, base.ipairs
local gen, make, lift, methods = rig.gen, rig.make_generator, rig.lift_generator, rig.generator_methods
local choose, repeat_draw, descend = rig.choices.choose, rig.choices.repeat_draw, rig.choices.descend
local try_draw = rig.choices.try_draw
local raise, expect = rig.raise, rig.expect

local DEFAULT_LENGTH = 20
local LENGTHS = { whole = true, low = 0, high = 1000 }
local DEPTHS = { whole = true, low = 1, high = 20 }

local function read_lengths(word, min, max)
  min = min or 0
  local default = type(min) == "number" and math.max(min, DEFAULT_LENGTH) or DEFAULT_LENGTH
  return rig.read_generator_bounds(word, min, max or default, LENGTHS)
end

-- Texts ------------------------------------------------------------------------------------------------------------

local function characters_of(text)
  local list = {}
  local pattern = rig.utf8.len(text) and rig.utf8.charpattern or "."
  for character in string.gmatch(text, pattern) do list[#list + 1] = character end
  return list
end

--- Simple ones first; at the end what breaks programs: control characters, several bytes, marks that join or turn.
local ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ _-.,:;!?/\\'\"%$&#@*+=<>()[]{}|~^`"
  .. "\n\t\r\0éßЖ中€\u{301}\u{200B}\u{202E}\u{FEFF}😀"
local default_characters = characters_of(ALPHABET)

--- A text of characters of the alphabet, valid UTF-8 where that is.
function gen.string(min, max, alphabet)
  min, max = read_lengths("string", min, max)
  local characters = alphabet == nil and default_characters or characters_of(expect("gen.string", "string", alphabet))
  if #characters == 0 then raise("gen.string: at least one character is expected in the alphabet") end
  return make(function()
    local parts = {}
    repeat_draw(min, max, function(i) parts[i] = characters[choose(#characters - 1) + 1] end)
    return table.concat(parts)
  end)
end

--- A text of any bytes.
function gen.bytes(min, max)
  min, max = read_lengths("bytes", min, max)
  return make(function()
    local parts = {}
    repeat_draw(min, max, function(i) parts[i] = string.char(choose(255)) end)
    return table.concat(parts)
  end)
end

-- Tables -----------------------------------------------------------------------------------------------------------

function gen.list(item, min, max)
  item = lift(item)
  min, max = read_lengths("list", min, max)
  return make(function()
    local list = {}
    repeat_draw(min, max, function(i) list[i] = item.draw() end)
    return list
  end)
end

--- A table with these fields. What is no generator stands for itself, a table for a record.
function gen.record(fields)
  expect("gen.record", "table", fields)
  local keys, generators = rig.sorted_keys(fields, 0), {}
  for i, key in ipairs(keys) do generators[i] = lift(fields[key]) end
  return make(function()
    local made = {}
    for i, key in ipairs(keys) do made[key] = generators[i].draw() end
    return made
  end)
end

--- A table with keys and values of two generators. Of equal keys the last counts.
function gen.map_of(keys, values, min, max)
  keys, values = lift(keys), lift(values)
  min, max = read_lengths("map_of", min, max)
  return make(function()
    local made, size = {}, 0
    repeat_draw(min, max, function()
      local key, value = keys.draw(), values.draw()
      if key ~= nil and key == key and value ~= nil then
        if made[key] == nil then size = size + 1 end
        made[key] = value
      end
    end)
    if size < min then rig.choices.discard() end
    return made
  end)
end

--- A list with one item of each generator.
function gen.tuple(...)
  local items, count = {}, base.select("#", ...)
  for i = 1, count do items[i] = lift((base.select(i, ...))) end
  return make(function()
    local made = {}
    for i = 1, count do made[i] = items[i].draw() end
    return made
  end)
end

-- Made of others ---------------------------------------------------------------------------------------------------

local label_count = 0

--- Values that hold values of the same kind: `extend(self)` gives the generator of those that do.
function gen.recursive(leaf, extend, depth)
  leaf = lift(leaf)
  expect("gen.recursive", "function", extend)
  depth = rig.read_generator_bounds("recursive", depth or 4, depth or 4, DEPTHS)
  label_count = label_count + 1
  local label, branch = label_count, nil
  local self = make(function()
    return descend(label, depth, leaf, function() return branch end)
  end)
  branch = lift(extend(self))
  return self
end

--- What `fn` makes of a value.
function gen.map(generator, fn)
  generator = lift(generator)
  expect("gen.map", "function", fn)
  return make(function() return (fn(generator.draw())) end)
end

--- Only values of which `accepts` says true. Where twenty in a row will not do, the case is discarded.
function gen.filter(generator, accepts)
  generator = lift(generator)
  expect("gen.filter", "function", accepts)
  return make(function() return try_draw(generator.draw, accepts) end)
end

gen.such_that = gen.filter

--- A value made by a function that draws what it needs: `function(draw) … draw(gen.integer(1, n)) … end`.
function gen.build(fn)
  expect("gen.build", "function", fn)
  local function draw(generator) return lift(generator).draw() end
  return make(function() return (fn(draw)) end)
end

--- In a property: discards the case where the condition does not hold.
function gen.assume(condition)
  if not rig.is_in_case then raise("gen.assume: only in a property, while it runs") end
  if not condition then rig.choices.discard() end
  return condition
end

methods.map, methods.filter, methods.such_that = gen.map, gen.filter, gen.such_that
