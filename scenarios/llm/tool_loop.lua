-- Asks the model, runs the tools that it asks for, and sends their results back until it answers in words.

local MAX_TURNS = 6

--- Runs one call of a tool. What goes wrong is told to the model, which may try again.
local function run_tool(tools, call)
  local tool = tools[call.name]
  if not tool then return "error: there is no tool " .. call.name end
  if type(call.arguments) ~= "table" then return "error: the arguments are no JSON" end
  local ok, result = pcall(tool.run, call.arguments)
  return ok and tostring(result) or "error: " .. tostring(result)
end

--- `tools` by name: `{ description, parameters, run }`. Gives what the model said last, and all messages.
return function(question, tools)
  local offered = {}
  for name, tool in pairs(tools) do
    offered[#offered + 1] = { name = name, description = tool.description, parameters = tool.parameters }
  end
  table.sort(offered, function(a, b) return a.name < b.name end)

  local messages = { { role = "user", content = question } }
  for _ = 1, MAX_TURNS do
    local reply = llm.call("simple", messages, { tools = offered, agent = "tool_loop" })
    messages[#messages + 1] = { role = "assistant", content = reply.text, tool_calls = reply.tool_calls }
    if #reply.tool_calls == 0 then return reply.text, messages end
    for _, call in ipairs(reply.tool_calls) do
      messages[#messages + 1] = { role = "tool", tool_call_id = call.id, content = run_tool(tools, call) }
    end
  end
  return nil, messages
end
