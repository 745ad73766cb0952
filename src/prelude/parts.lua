-- Parts of the prelude that few files need: each is loaded when a source first names one of its words. What every VM
-- starts with stays small, and so does what every fork copies.
local rig = ...
local base, string = rig.base, rig.string
local pairs, ipairs, find = base.pairs, base.ipairs, string.find

local OP_PART = -2

--- Words that bring a part in: names of globals, and of what is reached through `assert`.
local PARTS = {
  properties = { "property" },
  generators = { "gen" },
}

local loaded, part_of = {}, {}
for part, words in pairs(PARTS) do
  for _, word in ipairs(words) do part_of[word] = part end
end

--- Loads a part. It is called with `rig`, and adds to it, to the checks and to the globals.
function rig.load_part(part)
  if loaded[part] then return end
  loaded[part] = true
  local _, source = rig.dispatch(OP_PART, part)
  local chunk, problem = base.load(source, "=[moonrig " .. part .. "]", "t")
  if not chunk then base.error(problem) end
  chunk(rig)
end

--- Loads the part that a word belongs to; whether there is one that was not loaded.
function rig.load_word(word)
  local part = part_of[word]
  if not part or loaded[part] then return false end
  rig.load_part(part)
  return true
end

--- Whether a word stands in a source, not only as a part of another: `gen` is not in `agent`.
local function is_mentioned(source, word)
  local from, to = find(source, word, 1, true)
  while from do
    local begins = from == 1 or not find(source, "^%w", from - 1)
    if begins and not find(source, "^%w", to + 1) then return true end
    from, to = find(source, word, to + 1, true)
  end
  return false
end

--- Loads all parts whose words stand in a source, so that no fork has to, and none copies what loading left behind.
function rig.load_mentioned(source)
  for word, part in pairs(part_of) do
    if not loaded[part] and is_mentioned(source, word) then
      rig.load_part(part)
      base.collectgarbage()
    end
  end
end
