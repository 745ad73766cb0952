-- The agent of the conformance suite: reads notes, and has the model sum them up with the tools it is offered.

function choose_model() return "simple" end

function build_task_prompt(task)
  return task.description .. ": " .. workspace.read_file("notes.txt")
end
