function build_task_prompt(task) return "do " .. task.description end
