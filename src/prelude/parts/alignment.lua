-- Which items of two lists stand for each other, so that one item more does not make all behind it differ.
local rig = ...
local base, math = rig.base, rig.math
local type, rawget, rawlen = base.type, base.rawget, base.rawlen

-- Items of two lists that are aligned at most: both together, and the one times the other; beyond, they are paired in order.
local MAX_ITEMS, MAX_CELLS = 1000, 10000
-- Values within an item that are looked at to tell it from others.
local NODES = 100

local NAMING = { "id", "key", "name" }

--- What two items have to have in common to be taken for the same one: the field that names them, else all.
local function fingerprint(item)
  if type(item) == "string" then return item end
  if type(item) == "table" then
    for _, key in base.ipairs(NAMING) do
      local value = rawget(item, key)
      local kind = type(value)
      if kind == "string" then return key .. " " .. value end
      if kind == "number" then return key .. " " .. rig.inspect(value) end
    end
  end
  return rig.inspect_short(item, NODES)
end

local function fingerprints(list, from, to)
  local prints = {}
  for i = from, to do prints[i] = fingerprint(rawget(list, i)) end
  return prints
end

--- Lengths of the longest common subsequences of what stands at and behind each pair of positions.
local function common_lengths(a, b, window)
  local lengths = {}
  for i = window.a_last + 1, window.a_first, -1 do
    local row, below = {}, lengths[i + 1]
    for j = window.b_last + 1, window.b_first, -1 do
      if not below or j > window.b_last then
        row[j] = 0
      elseif a[i] == b[j] then
        row[j] = below[j + 1] + 1
      else
        row[j] = math.max(below[j], row[j + 1])
      end
    end
    lengths[i] = row
  end
  return lengths
end

--- Pairs the items between two that are the same on both sides: one by one, then what is left over on one side.
local function pair_gap(places, i, to_i, j, to_j)
  while i <= to_i or j <= to_j do
    places[#places + 1] = { i <= to_i and i or nil, j <= to_j and j or nil }
    i, j = i + 1, j + 1
  end
end

local function align(a, b, window, places)
  local prints_a = fingerprints(a, window.a_first, window.a_last)
  local prints_b = fingerprints(b, window.b_first, window.b_last)
  local lengths = common_lengths(prints_a, prints_b, window)
  local i, j = window.a_first, window.b_first
  local gap_i, gap_j = i, j
  while i <= window.a_last and j <= window.b_last do
    if prints_a[i] == prints_b[j] then
      pair_gap(places, gap_i, i - 1, gap_j, j - 1)
      places[#places + 1] = { i, j }
      i, j = i + 1, j + 1
      gap_i, gap_j = i, j
    elseif lengths[i + 1][j] >= lengths[i][j + 1] then
      i = i + 1
    else
      j = j + 1
    end
  end
  pair_gap(places, gap_i, window.a_last, gap_j, window.b_last)
end

--- Which items of two lists stand for each other, and how many at the beginning and the end are equal.
function rig.pair_items(a, b)
  local window = { a_first = 1, b_first = 1, a_last = rawlen(a), b_last = rawlen(b) }
  local equal = 0
  local function matches(i, j)
    return window.a_first <= window.a_last and window.b_first <= window.b_last and rig.equal(rawget(a, i), rawget(b, j))
  end
  while matches(window.a_first, window.b_first) do
    window.a_first, window.b_first, equal = window.a_first + 1, window.b_first + 1, equal + 1
  end
  while matches(window.a_last, window.b_last) do
    window.a_last, window.b_last, equal = window.a_last - 1, window.b_last - 1, equal + 1
  end
  local places = {}
  local rows, columns = window.a_last - window.a_first + 1, window.b_last - window.b_first + 1
  if rows + columns <= MAX_ITEMS and rows * columns <= MAX_CELLS then
    align(a, b, window, places)
  else
    pair_gap(places, window.a_first, window.a_last, window.b_first, window.b_last)
  end
  return places, equal
end
