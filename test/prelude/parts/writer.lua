function build_task_prompt(task)
  local notes = workspace.read_file("notes.md")
  log.info("building", { task = task.description })
  return Prompt.new():section("Task", task.description):instruction(notes)
end
