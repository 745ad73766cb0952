return {
  choose_model = function() return "simple" end,
  build_task_prompt = function() return "go" end,
}
