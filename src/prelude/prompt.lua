-- Prompt: sections, instructions and bullets, in the order in which they were added.
local rig = ...
local base, table = rig.base, rig.table
local type, ipairs, setmetatable = base.type, base.ipairs, base.setmetatable
local tostring, raise, concat = rig.tostring, rig.raise, table.concat

--- Text of any scalar; a table or function in a prompt is a mistake.
local function text_of(name, value)
  local kind = type(value)
  if kind == "string" then return value end
  if kind == "number" or kind == "boolean" then return tostring(value) end
  raise(name .. ": a text is expected, got " .. kind)
end

local function render_part(part)
  if part.kind == "section" then return "## " .. part.title .. (part.text ~= "" and "\n" .. part.text or "") end
  if part.kind == "bullet" then return "- " .. part.text end
  return part.text
end

--- Bullets follow each other on lines of their own; all else is set apart by an empty line.
local function render(parts)
  local lines = {}
  for i, part in ipairs(parts) do
    if i > 1 then lines[#lines + 1] = (part.kind == "bullet" and parts[i - 1].kind == "bullet") and "\n" or "\n\n" end
    lines[#lines + 1] = render_part(part)
  end
  return concat(lines)
end

--- Chat messages of parts: the instructions and what stands under them as the system's, the sections as the user's.
local function make_messages(parts)
  local system, user, target = {}, {}, nil
  for _, part in ipairs(parts) do
    if part.kind == "section" then target = user elseif part.kind == "instruction" then target = system end
    target = target or user
    target[#target + 1] = part
  end
  local messages = {}
  if #system > 0 then messages[1] = { role = "system", content = render(system) } end
  if #user > 0 then messages[#messages + 1] = { role = "user", content = render(user) } end
  return messages
end
rig.messages_of_parts = make_messages

--- The parts of a Prompt on which a method was called.
local function parts_of(name, self)
  local parts = type(self) == "table" and self.parts
  if type(parts) ~= "table" then raise(name .. ": a Prompt is expected before the colon, got " .. type(self)) end
  return parts
end

--- A new `Prompt` class, so that one environment cannot change another's.
local function make_prompt_class()
  local Prompt = {}
  Prompt.__index = Prompt
  Prompt.__name = "Prompt"

  function Prompt.new()
    return setmetatable({ parts = {} }, Prompt)
  end

  function Prompt:section(title, text)
    local part = { kind = "section", title = text_of("prompt:section", title) }
    part.text = text == nil and "" or text_of("prompt:section", text)
    local parts = parts_of("prompt:section", self)
    parts[#parts + 1] = part
    return self
  end

  function Prompt:instruction(text)
    local parts = parts_of("prompt:instruction", self)
    parts[#parts + 1] = { kind = "instruction", text = text_of("prompt:instruction", text) }
    return self
  end

  function Prompt:bullet(text)
    local parts = parts_of("prompt:bullet", self)
    parts[#parts + 1] = { kind = "bullet", text = text_of("prompt:bullet", text) }
    return self
  end

  function Prompt:render()
    return render(parts_of("prompt:render", self))
  end

  function Prompt:messages()
    return make_messages(parts_of("prompt:messages", self))
  end

  Prompt.__tostring = Prompt.render
  return Prompt
end

rig.native_bindings.Prompt = make_prompt_class

--- Chat messages of whatever a script may give as a prompt: a Prompt, a text, or messages already.
function rig.messages_of(name, value)
  if type(value) == "string" then return { { role = "user", content = value } } end
  if type(value) == "table" then
    if type(value.messages) == "function" then return value:messages() end
    if type(value[1]) == "table" then return value end
    if type(value.role) == "string" then return { value } end
  end
  raise(name .. ": a prompt is expected (a text, a Prompt, or messages), got " .. rig.inspect_line(value, 60))
end
