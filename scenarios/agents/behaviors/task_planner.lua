-- Plans a task: the model looks up what it needs with the tools it is given, and answers with JSON.

local TOOLS = { "search_code", "read_history" }

function build_task_prompt(task)
  local prompt = Prompt.new()
  prompt:section("Task", task.description)
  if task.max_cost_cents then prompt:section("Budget", ("%g cents"):format(task.max_cost_cents)) end
  prompt:instruction("Answer with JSON: { steps: [{ title, risk }], decision }")
  for _, tool in ipairs(TOOLS) do prompt:bullet("You may call " .. tool) end
  return prompt
end
