-- Hands on what it is told to, to whom it is told.
function choose_model() return "simple" end
function build_task_prompt(task, _, _, self)
  if task.to then
    local result = self:hand_over(task.to, task.task or { description = "part" })
    return "lead " .. tostring(result.success) .. " " .. result.text
  end
  return task.description or "go"
end
