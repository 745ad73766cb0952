-- How two values differ, for a check that has failed: table by table, only what differs. Lists are aligned, so that one
-- item more does not make all behind it differ. Bounded, and without metamethods.
local rig = ...
local base, string, table, math = rig.base, rig.string, rig.table, rig.math
local type, next, rawget, rawlen, rawequal = base.type, base.next, base.rawget, base.rawlen, base.rawequal
local byte, find, sub = string.byte, string.find, string.sub
local inspect_short, path_step = rig.inspect_short, rig.path_step
local DOT = byte(".")

rig.load_part("alignment")
local pair_items = rig.pair_items

-- Differences shown; tables within tables that are followed; values looked at within one value.
local MAX_ROWS, MAX_DEPTH, NODES = 40, 32, 100
local MAX_TABLES, MAX_LITERAL = 1000, 4000

-- Texts ------------------------------------------------------------------------------------------------------------

-- Bytes that two texts are shown in full up to; else so many around the first difference.
local TEXT, BEFORE, BEHIND = 4000, 300, 3000
local STEP = 4096

--- Position of the first byte in which two texts differ.
local function first_difference(a, b)
  local at = 1
  while sub(a, at, at + STEP - 1) == sub(b, at, at + STEP - 1) do at = at + STEP end
  while byte(a, at) == byte(b, at) do at = at + 1 end
  return at
end

--- Moves a position back to the first byte of a character.
local function to_character(text, at)
  for back = at, math.max(1, at - 3), -1 do
    local first = byte(text, back)
    if not first or first < 0x80 or first >= 0xC0 then return back end
  end
  return at
end

--- Part of a text as a literal, with the number of bytes that are left out on both sides.
local function show_part(text, from, to)
  to = #text <= to and #text or to_character(text, to + 1) - 1
  local head = from > 1 and "(" .. from - 1 .. " bytes) … " or ""
  local tail = to < #text and " … (" .. #text - to .. " bytes)" or ""
  return head .. rig.inspect(sub(text, from, to)) .. tail
end

--- Two different texts as literals; of long ones what lies around the first difference.
local function show_texts(a, b)
  if #a <= TEXT and #b <= TEXT then return rig.inspect(a), rig.inspect(b) end
  local at = first_difference(a, b)
  local from = math.max(1, at - BEFORE)
  local line = from > 1 and find(a, "\n", from, true)
  from = line and line < at and line + 1 or to_character(a, from)
  return show_part(a, from, at + BEHIND), show_part(b, from, at + BEHIND)
end

-- Tables -----------------------------------------------------------------------------------------------------------

local function is_item(key, length)
  return math.type(key) == "integer" and key >= 1 and key <= length
end

--- The keys of two tables that are in no list part, sorted.
local function other_keys(a, b)
  local keys = {}
  for _, value in base.ipairs({ a, b }) do
    local length = rawlen(value)
    for key in next, value do
      if not is_item(key, length) then keys[key] = true end
    end
  end
  return rig.sorted_keys(keys, 0)
end

local function show_literal(value)
  if value == nil then return nil end
  return rig.bounded(inspect_short(value, NODES), MAX_LITERAL)
end

--- What tells the items of a list from each other, for people.
local TELLING = { "id", "name", "key", "title", "role", "path" }

--- Puts the equal field by which a table in a list is known before those that differ.
local function add_telling(part, a, b)
  if #part.rows == 0 or sub(part.path, -1) ~= "]" then return end
  for _, key in base.ipairs(TELLING) do
    local value = rawget(a, key)
    if value ~= nil and type(value) ~= "table" and rawequal(value, rawget(b, key)) then
      table.insert(part.rows, 1, { key = key, both = show_literal(value) })
      part.equal = part.equal - 1
      return
    end
  end
end

--- A key as it is written in a table.
local function show_key(key)
  local step = path_step(key)
  return byte(step) == DOT and sub(step, 2) or step
end

local function add_row(state, part, key, expected, actual)
  state.count = state.count + 1
  part.rows[#part.rows + 1] = { key = show_key(key), expected = expected, actual = actual }
end

--- Adds what differs in one place: one row, or one for each side where the item has moved.
local function add_difference(state, part, place)
  local expected, actual
  if type(place.a) == "string" and type(place.b) == "string" then
    expected, actual = show_texts(place.a, place.b)
  else
    expected, actual = show_literal(place.a), show_literal(place.b)
  end
  if expected == nil or actual == nil or rawequal(place.key_a, place.key_b) then
    add_row(state, part, place.a == nil and place.key_b or place.key_a, expected, actual)
  else
    add_row(state, part, place.key_a, expected, nil)
    add_row(state, part, place.key_b, nil, actual)
  end
end

local compare_tables

--- Adds what differs in one place; two tables are left for later, when all else of their table is there.
local function compare_place(state, part, place)
  local a, b = place.a, place.b
  if a ~= nil and b ~= nil and rig.equal(a, b) then
    part.equal = part.equal + 1
  elseif state.count >= MAX_ROWS then
    part.hidden = part.hidden + 1
  elseif type(a) == "table" and type(b) == "table" and part.depth < MAX_DEPTH then
    part.inner[#part.inner + 1] = place
  else
    add_difference(state, part, place)
  end
end

local function compare_inner(state, part)
  for _, place in base.ipairs(part.inner) do
    if state.count >= MAX_ROWS or state.tables >= MAX_TABLES then
      part.hidden = part.hidden + 1
    elseif not rawequal(state.open[place.a], place.b) then
      local inner = { path = part.path .. path_step(place.key_b), depth = part.depth + 1 }
      compare_tables(state, place.a, place.b, inner)
    end
  end
end

--- Adds a part for two tables that differ, and parts for those within them.
function compare_tables(state, a, b, part)
  part.rows, part.inner, part.equal, part.hidden = {}, {}, 0, 0
  state.tables = state.tables + 1
  state.parts[#state.parts + 1] = part
  local around = state.open[a]
  state.open[a] = b
  local places
  places, part.equal = pair_items(a, b)
  for _, pair in base.ipairs(places) do
    local i, j = pair[1], pair[2]
    local place = { key_a = i, key_b = j, a = i and rawget(a, i), b = j and rawget(b, j) }
    compare_place(state, part, place)
  end
  local length_a, length_b = rawlen(a), rawlen(b)
  for _, key in base.ipairs(other_keys(a, b)) do
    local place = { key_a = key, key_b = key }
    if not is_item(key, length_a) then place.a = rawget(a, key) end
    if not is_item(key, length_b) then place.b = rawget(b, key) end
    compare_place(state, part, place)
  end
  add_telling(part, a, b)
  compare_inner(state, part)
  state.open[a] = around
end

--- Parts that show something; what the others hold is counted.
local function compare(a, b)
  local state = { parts = {}, count = 0, tables = 0, open = {} }
  compare_tables(state, a, b, { path = "", depth = 1 })
  local diff = { parts = {}, equal = 0, hidden = 0 }
  for _, part in base.ipairs(state.parts) do
    if #part.rows > 0 then
      diff.parts[#diff.parts + 1] = { path = part.path, rows = part.rows, equal = part.equal, hidden = part.hidden }
    else
      diff.equal, diff.hidden = diff.equal + part.equal, diff.hidden + part.hidden
    end
  end
  return #diff.parts > 0 and diff or nil
end

--- Expected and actual as literals, and, of two tables that take more than a line, how they differ.
function rig.show_difference(expected, actual)
  if type(expected) == "string" and type(actual) == "string" and expected ~= actual then
    local shown = {}
    shown.expected, shown.actual = show_texts(expected, actual)
    return shown
  end
  local shown = { expected = rig.show(expected), actual = rig.show(actual) }
  if type(expected) ~= "table" or type(actual) ~= "table" then return shown end
  if not find(shown.expected .. shown.actual, "\n", 1, true) then return shown end
  shown.diff = compare(expected, actual)
  return shown
end
