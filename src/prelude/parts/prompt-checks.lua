-- `assert.prompt(x)`: the sections, instructions and bullets of a prompt, and about how many tokens it is.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, ipairs, rawget = base.type, base.ipairs, base.rawget
local find, format, gmatch, match = string.find, string.format, string.gmatch, string.match
local concat = table.concat
local inspect, inspect_line, misuse = rig.inspect, rig.inspect_line, rig.misuse

local estimate_tokens = rig.host("text.estimate_tokens")

-- Reading ----------------------------------------------------------------------------------------------------------

--- Parts of a rendered text: `## title` begins a section, which has what follows up to the next; `- text` is a bullet; a
--- paragraph is an instruction, as it may be one.
local function read_text(text, parts)
  local section
  for line in gmatch(text .. "\n", "(.-)\r?\n") do
    local title, bullet = match(line, "^##%s+(.*)$"), match(line, "^[-*]%s+(.*)$")
    if title then
      section = { kind = "section", title = title, text = "" }
      parts[#parts + 1] = section
    else
      if section then section.text = section.text .. (section.text == "" and "" or "\n") .. line end
      if bullet then
        parts[#parts + 1] = { kind = "bullet", text = bullet }
      elseif find(line, "%S") then
        parts[#parts + 1] = { kind = "instruction", text = line }
      end
    end
  end
end

--- The parts of a Prompt, where its messages are made of them and of nothing else: a script may have written to it.
local function own_parts(value, messages)
  local parts = type(value) == "table" and rawget(value, "parts")
  if type(parts) ~= "table" then return nil end
  local is_whole, made = base.pcall(rig.messages_of_parts, parts)
  return is_whole and rig.equal(made, messages) and parts or nil
end

--- A Prompt's own parts; those of chat messages or of a text as far as they can be read off it.
local function read_prompt(value)
  local is_prompt, messages = base.pcall(rig.messages_of, "assert.prompt", value)
  if not is_prompt then misuse(rig.bare_message(messages)) end
  local texts, parts, own = {}, {}, own_parts(value, messages)
  for i, message in ipairs(messages) do
    texts[i] = rig.want("assert.prompt: content of message " .. i, "string", message.content)
    if not own then read_text(message.content, parts) end
  end
  return { parts = own or parts, text = concat(texts, "\n\n") }
end

local function texts_of(prompt, kind)
  local texts = {}
  for _, part in ipairs(prompt.parts) do
    if part.kind == kind then texts[#texts + 1] = kind == "section" and part.title or part.text end
  end
  return texts
end

local function show_list(texts)
  local lines = {}
  for i, text in ipairs(texts) do lines[i] = inspect_line(text, 120) end
  return #lines == 0 and "none" or concat(lines, "\n")
end

-- Checks -----------------------------------------------------------------------------------------------------------

local methods = {}

--- A section of that title, with a text in it where one is given.
local function find_section(prompt, title, part)
  rig.want("prompt:has_section", "string", title)
  local named
  for _, section in ipairs(prompt.parts) do
    if section.kind == "section" and section.title == title then
      named = section
      if part == nil or find(section.text, part, 1, true) then return true, { named = section } end
    end
  end
  return false, { named = named }
end

methods.has_section = {
  holds = function(_, prompt, title, part)
    if part ~= nil then rig.want("prompt:has_section", "string", part) end
    return find_section(prompt, title, part)
  end,
  fails = function(found, prompt, title, part)
    if found.named then
      local message = format("expected the section %s to contain %s", inspect_line(title, 80), inspect_line(part, 200))
      return { message = message, actual = inspect(found.named.text) }
    end
    return { message = "expected a section " .. inspect_line(title, 80), actual = show_list(texts_of(prompt, "section")) }
  end,
  fails_not = function(found, _, title)
    return { message = "expected no section " .. inspect_line(title, 80), actual = inspect(found.named.text) }
  end,
}

methods.sections = {
  holds = function(_, prompt, titles)
    for _, title in ipairs(rig.want("prompt:sections", "table", titles)) do rig.want("prompt:sections", "string", title) end
    local own = texts_of(prompt, "section")
    return rig.equal(titles, own), own
  end,
  fails = function(own, _, titles)
    return { message = "expected these sections, in this order", expected = show_list(titles), actual = show_list(own) }
  end,
  fails_not = function(own) return { message = "expected other sections, or another order", actual = show_list(own) } end,
}

--- An instruction or a bullet that contains a text.
local function add_containing(kind, article)
  methods["has_" .. kind] = {
    holds = function(_, prompt, part)
      rig.want("prompt:has_" .. kind, "string", part)
      for _, text in ipairs(texts_of(prompt, kind)) do
        if find(text, part, 1, true) then return true, text end
      end
      return false
    end,
    fails = function(_, prompt, part)
      local message = format("expected %s with %s", article, inspect_line(part, 120))
      return { message = message, actual = show_list(texts_of(prompt, kind)) }
    end,
    fails_not = function(text, _, part)
      return { message = format("expected no %s with %s", kind, inspect_line(part, 120)), actual = inspect(text) }
    end,
  }
end
add_containing("instruction", "an instruction")
add_containing("bullet", "a bullet")

methods.tokens_below = {
  holds = function(_, prompt, limit)
    if type(limit) ~= "number" or limit ~= limit then
      misuse("prompt:tokens_below: a number is expected as the limit, got " .. inspect(limit))
    end
    local tokens = estimate_tokens(prompt.text)
    return tokens < limit, tokens
  end,
  fails = function(tokens, prompt, limit)
    local message = format("expected about fewer than %s tokens, got about %d (%d bytes)", inspect(limit), tokens, #prompt.text)
    return { message = message, actual = inspect_line(prompt.text, 400) }
  end,
  fails_not = function(tokens, _, limit)
    return { message = format("expected about %s tokens or more, got about %d", inspect(limit), tokens) }
  end,
}

local Prompt = rig.note_check({ __name = "prompt checks", __metatable = "prompt checks" })
Prompt.__index = rig.refuse_other_checks("prompt", Prompt)

--- `has_…` and `has_no_…`, or the name alone.
local function add_method(name, check, is_negated)
  Prompt[name] = function(self, ...)
    if not base.rawequal(rig.debug.getmetatable(self), Prompt) then
      misuse("prompt:" .. name .. ": is called with a colon, on what assert.prompt gives")
    end
    local state = rig.copy(self.state)
    if is_negated then state.negated = not state.negated end
    rig.run_check(check, state, self.prompt, ...)
    return self
  end
end

for name, check in base.pairs(methods) do
  local bare = match(name, "^has_(.*)$")
  local opposite = bare and "has_no_" .. bare
  check.count, check.note = 2, name == "has_section" and 4 or 3
  check.shown, check.shown_not = "prompt:" .. name, "prompt:" .. (opposite or "not_" .. name)
  check.gives = function() end
  add_method(name, check, false)
  if opposite then add_method(opposite, check, true) end
end

rig.add_modifier("prompt", function(state, ...)
  if base.select("#", ...) == 0 then misuse("assert.prompt: a prompt is expected (a text, a Prompt, or messages)") end
  return base.setmetatable({ state = state, prompt = read_prompt((...)) }, Prompt)
end)
