-- The agent of the conformance suite: reads notes, or has another read them, and has the model sum them up with the tools it
-- is offered.

function choose_model() return "simple" end

function build_task_prompt(task, _, _, self)
  local notes
  if task.reader then
    notes = self:hand_over(task.reader, { id = "R-1", description = "Read" }).text
  else
    notes = workspace.read_file("notes.txt")
  end
  return task.description .. ": " .. notes
end
