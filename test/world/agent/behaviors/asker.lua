-- Asks a cheap model for what the task says.
function choose_model() return "simple" end
function build_task_prompt(task) return task.description or "go" end
