-- The words behind `assert`: a path of them as steps that lead to a check, and what to write in place of one that is none.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local gmatch, lower, sub, concat = string.gmatch, string.lower, string.sub, table.concat
local assertions, modifiers = rig.assertions, rig.modifiers

local function read_tokens(path)
  local tokens = {}
  for token in gmatch(path, "[^_]+") do tokens[#tokens + 1] = token end
  return tokens
end

--- Steps of a path, the longest registered names first: `has_error_matches` is `has`, `error_matches`. nil and the first
--- token that is none where it cannot be read.
local function read_steps(path)
  local tokens, steps = read_tokens(lower(path)), {}
  local first = 1
  while first <= #tokens do
    local last = #tokens
    local name = concat(tokens, "_", first, last)
    while last >= first and not assertions[name] and not modifiers[name] do
      last = last - 1
      name = concat(tokens, "_", first, last)
    end
    if last < first then return nil, concat(tokens, "_", first) end
    steps[#steps + 1] = name
    first = last + 1
  end
  return steps
end

--- Loads a part that any words of a path name, one by one or as a run; whether there was one.
local function load_named_part(path)
  local tokens = read_tokens(path)
  for first = 1, #tokens do
    for last = first, #tokens do
      if rig.load_word(concat(tokens, "_", first, last)) then return true end
    end
  end
  return false
end

--- The steps of a path; nil and the first word that is none where it cannot be read. Loads the parts that it names.
local function read_words(path)
  local steps, wanted = read_steps(path)
  if not steps and load_named_part(path) then return read_words(path) end
  return steps, wanted
end
rig.read_words = read_words

--- Whether a name that is not complete may become one.
function rig.is_beginning(wanted)
  local start = wanted .. "_"
  for _, names in base.ipairs({ assertions, modifiers }) do
    for name in base.next, names do
      if sub(name, 1, #start) == start then return true end
    end
  end
  return false
end

-- What was meant ---------------------------------------------------------------------------------------------------

local suggest = rig.host("check.suggest")

--- The checks as they are written most, and all words by themselves, those of parts that are not loaded too.
local function list_words()
  local checks, words = {}, rig.check_words()
  for name, assertion in base.next, assertions do
    words[#words + 1] = name
    checks[#checks + 1] = assertion.form and assertion.form .. "_" .. name or name
  end
  for name, change in base.next, modifiers do
    if not rig.plain_words[change] then words[#words + 1] = name end
  end
  table.sort(checks)
  table.sort(words)
  return checks, words
end

--- What to write instead of a path, or of its end: words before that may be right.
local function hint_for(path)
  local checks, words = list_words()
  local tokens = read_tokens(lower(path))
  for first = 1, #tokens do
    local rest = concat(tokens, "_", first)
    local near = suggest(rest, checks) or suggest(rest, words)
    if near then return 'did you mean "' .. near .. '"?' end
  end
  return "there are " .. concat(checks, ", ")
end

--- The `__index` of what a begun chain gives, which has checks of its own: refuses a word that is none of them.
function rig.refuse_other_checks(name, checks)
  return function(self, key)
    local check = base.rawget(checks, key)
    if check ~= nil then return check end
    local known = {}
    for word, value in base.next, checks do
      if base.type(value) == "function" and sub(word, 1, 2) ~= "__" then known[#known + 1] = word end
    end
    table.sort(known)
    base.rawget(self, "state").begun.done = true
    local near = base.type(key) == "string" and suggest(key, known)
    local hint = near and 'did you mean "' .. near .. '"?' or "there are " .. concat(known, ", ")
    rig.misuse("assert." .. name .. ": there is no check called " .. rig.inspect_line(key, 60) .. "; " .. hint)
  end
end

--- Refuses a word of a path. Where a chain was begun before it, that is not told as well.
function rig.refuse_word(path, wanted, state)
  if state.begun then state.begun.done = true end
  rig.misuse("assert: there is no check called " .. rig.inspect_line(wanted, 60) .. "; " .. hint_for(path))
end
