-- The record of choices from which generators make values: whole numbers from 0 up, 0 the simplest. A case draws them by
-- chance and records them; the host makes the record shorter and its numbers smaller, and has the values made from it
-- again. So whatever map, filter and recursive do to a value, its choices shrink, and it with them.
-- The method is that of D. R. MacIver and A. F. Donaldson, "Test-Case Reduction via Test-Case Generation: Insights from
-- the Hypothesis Reducer", ECOOP 2020.
local rig = ...
local base = rig.base
local ipairs, error, setmetatable, random = base.ipairs, base.error, base.setmetatable, rig.math.random

-- Choices a case may need, and from where on it gets only the simplest, so that what grows ends.
local MAX_CHOICES, SIMPLE_FROM = 4096, 1024
local MAX_SAFE = 1 << 53
-- Values in a row that a filter may refuse.
local MAX_TRIES = 20

--- The case being made: its record, what it is made from again if it is, and parts of the record as triples of first,
--- last and label. Label 0 is an item that can be left out; parts of the same other label can stand for each other.
local recorded, count, replay, position, spans, level

rig.discard_signal = setmetatable({}, { __name = "discarded" })

--- Gives the case up: it says nothing about the property.
local function discard()
  rig.is_discarded = true
  error(rig.discard_signal, 0)
end

--- Chance with a liking for the bounds, where mistakes are: 0, the largest, and what is near them.
local function biased(max)
  if max < 8 then return random(0, max) end
  local dice = random(16)
  if dice <= 2 then return 0 end
  if dice == 3 then return max end
  if dice == 4 then return max - 1 end
  if dice <= 7 then return random(0, max < 16 and max or 16) end
  -- A size first: else large ranges would give large numbers only.
  if dice <= 10 and max > 1000 then return random(0, max >> random(0, 62)) end
  return random(0, max)
end

local function record(chosen)
  count = count + 1
  recorded[count] = chosen
  return chosen
end

--- The next choice from 0 to `max`; `sample(max)` finds one by chance.
local function choose(max, sample)
  if count >= MAX_CHOICES then discard() end
  if not replay then return record(count < SIMPLE_FROM and (sample or biased)(max) or 0) end
  position = position + 1
  local chosen = replay[position] or 0
  return record(chosen <= max and chosen or max)
end

--- The same for what no double holds: as two choices.
local function choose_wide(max)
  if max < MAX_SAFE then return choose(max) end
  local wanted = biased(max)
  local high = choose(max >> 32, function() return wanted >> 32 end)
  local low_max = high == max >> 32 and max & 0xFFFFFFFF or 0xFFFFFFFF
  return high << 32 | choose(low_max, function() return wanted & 0xFFFFFFFF end)
end

local function zero() return 0 end
local function one() return 1 end

local function add_span(from, label)
  local at = #spans
  spans[at + 1], spans[at + 2], spans[at + 3] = from + 1, count, label
end

--- How many items a list gets by chance, with a liking for the fewest and the most.
local function sample_length(min, max)
  local dice, length = random(10), min
  if dice == 1 then return min end
  if dice == 2 and max - min <= 100 then return max end
  while length < max and random(6) > 1 do length = length + 1 end
  return length
end

--- Draws until an item is not wanted: `draw(n)` makes the n-th. Each can be left out by itself.
local function repeat_draw(min, max, draw)
  local target, made = replay and 0 or sample_length(min, max), 0
  while made < max do
    local from = count
    local wants = choose(1, made < target and one or zero)
    if made < min then recorded[count] = 1 elseif wants == 0 then break end
    made = made + 1
    draw(made)
    add_span(from, 0)
  end
  return made
end

--- Draws a leaf, or one level deeper a branch where there are levels left. The part can stand for one around it.
local function descend(label, max_level, leaf, branch)
  local from, value = count
  local wants = choose(1, function() return random(max_level + 1) > level and random(4) > 1 and 1 or 0 end)
  if wants == 0 or level >= max_level then
    recorded[count] = 0
    value = leaf.draw()
  else
    level = level + 1
    value = branch().draw()
    level = level - 1
  end
  add_span(from, label)
  return value
end

--- Draws until a value will do; those that will not leave no trace in the record.
local function try_draw(draw, accepts)
  for _ = 1, MAX_TRIES do
    local mark, span_mark = count, #spans
    local value = draw()
    if accepts(value) then return value end
    for i = #spans, span_mark + 1, -1 do spans[i] = nil end
    count = mark
  end
  discard()
end

rig.choices = {
  choose = choose, choose_wide = choose_wide, zero = zero, one = one, discard = discard,
  repeat_draw = repeat_draw, descend = descend, try_draw = try_draw,
  --- Whether values are made by chance, not again from a record.
  is_chance = function() return replay == nil end,
}

--- Makes the values of all generators, from the choices given or by chance. Gives them packed.
function rig.generate(generators, choices)
  recorded, count, replay, position, spans, level = {}, 0, choices, 0, {}, 0
  local values = { n = #generators }
  for i, generator in ipairs(generators) do values[i] = generator.draw() end
  return values
end

--- The record of the values made last: its choices and its parts.
function rig.generation()
  local kept = {}
  for i = 1, count do kept[i] = recorded[i] end
  return kept, spans
end
