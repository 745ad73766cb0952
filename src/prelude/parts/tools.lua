-- Calls of tools that a model asked for.
local rig = ...
rig.load_part("subjects")
rig.load_part("patterns")
local type, ipairs = rig.base.type, rig.base.ipairs
local format, concat = rig.string.format, rig.table.concat
local inspect_line, misuse = rig.inspect_line, rig.misuse

local read_json, list_steps = rig.host("text.read_json"), rig.host("journal.steps")

local WIDTH = 120

--- Name and arguments of a tool's call in any of the usual shapes; arguments may be JSON text.
local function read_tool_call(call)
  if type(call) ~= "table" then return { name = inspect_line(call, 60) } end
  local inner = type(call["function"]) == "table" and call["function"] or call
  local given = inner.arguments or inner.args or inner.input
  local parsed = type(given) == "string" and read_json(given) or {}
  return { name = inner.name or inner.tool, arguments = parsed.value == nil and given or parsed.value }
end

local function tool_calls_of(subject)
  local calls = {}
  local function add(list)
    for _, call in ipairs(type(list) == "table" and list or {}) do calls[#calls + 1] = read_tool_call(call) end
  end
  if not subject.where then
    local given = subject.given
    if not (given.tool_calls or type(given.text) == "string" or given.role) then
      misuse("assert.tool_called: this table is no reply of a model: it has neither tool_calls, text nor role")
    end
    add(given.tool_calls)
    return calls
  end
  for _, step in ipairs(list_steps(subject.where, {}, { "tool_calls" })) do add(step.kind == "llm.call" and step.fields.tool_calls) end
  return calls
end

local function show_tool_calls(found)
  local lines = {}
  for i, call in ipairs(found.calls) do
    local wrong = call.name == found.name and call.wrong
    local why = wrong and ": " .. rig.show_mismatch(wrong) or ""
    lines[i] = format("%3d %s %s%s", i, inspect_line(call.name, 60), inspect_line(call.arguments, WIDTH), why)
  end
  return #lines == 0 and "no tool calls" or concat(lines, "\n")
end

local function describe(what, found)
  local with = found.arguments and " with " .. rig.show_pattern(found.arguments, WIDTH) or ""
  return { message = what .. found.name .. with, actual = show_tool_calls(found) }
end

--- The model asked for a tool, with arguments that are like a pattern where one is given.
rig.add_assertion({ "tool_called" }, {
  count = 2,
  note = function(_, _, third, fourth) return type(third) == "string" and third or fourth end,
  holds = function(_, value, name, arguments)
    rig.want("assert.tool_called", "string", name)
    if type(arguments) == "string" then arguments = nil end
    if arguments ~= nil and not rig.is_callable(arguments) then rig.want("assert.tool_called, arguments", "table", arguments) end
    local found = { name = name, arguments = arguments }
    found.calls = tool_calls_of(rig.read_subject("assert.tool_called", value))
    local held = false
    for _, call in ipairs(found.calls) do
      call.wrong = call.name == name and arguments ~= nil and rig.find_mismatch(arguments, call.arguments) or nil
      held = held or (call.name == name and not call.wrong)
    end
    return held, found
  end,
  fails = function(found) return describe("expected a call of the tool ", found) end,
  fails_not = function(found) return describe("expected no call of the tool ", found) end,
})
