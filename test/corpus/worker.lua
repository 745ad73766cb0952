-- An agent's loop, and five kinds of mistakes that are made in such loops. `defect` says which one is made, and in which turn.

--- Does what a tool is asked for. `seen` are the files as they were when the work began.
local function run_tool(call, seen, defect)
  local arguments = call.arguments
  if defect.kind == "argument" then
    local wrong = {}
    for name, value in pairs(arguments) do wrong[name] = value end
    wrong.path = (wrong.path:gsub("(%d+)", function(number) return tostring(number + 1) end))
    arguments = wrong
  end
  if call.name == "read" then
    if defect.kind == "stale" then return seen[arguments.path] end
    local ok, text = pcall(workspace.read_file, arguments.path)
    return ok and text or "error: no such file"
  end
  workspace.write_file(arguments.path, arguments.text)
  return "written"
end

local function answer_turn(messages, reply, seen, defect)
  local asked = { role = "assistant", content = reply.text, tool_calls = reply.tool_calls }
  local results = {}
  for _, call in ipairs(reply.tool_calls) do
    results[#results + 1] = { role = "tool", tool_call_id = call.id, content = run_tool(call, seen, defect) }
  end
  if defect.kind == "lost" then table.remove(results) end
  if defect.kind == "swapped" then
    table.insert(messages, table.remove(results, 1))
  end
  table.insert(messages, asked)
  for _, result in ipairs(results) do table.insert(messages, result) end
end

--- Works until the model asks for no more tools, or for `max_turns`.
return function(task, tools, defect)
  local seen = {}
  for _, path in ipairs(workspace.glob("in/*.txt")) do seen[path] = workspace.read_file(path) end
  local max_turns = task.max_turns
  if defect.kind == "early" then max_turns = max_turns - 1 end
  local messages = { { role = "user", content = task.question } }
  for turn = 1, max_turns do
    local reply = llm.call("haiku", messages, { tools = tools })
    if #reply.tool_calls == 0 then
      if defect.kind == "extra" then llm.call("haiku", messages, { tools = tools }) end
      return reply.text
    end
    answer_turn(messages, reply, seen, turn == defect.turn and defect or {})
  end
  return "gave up"
end
