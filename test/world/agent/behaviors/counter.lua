-- Has a tool of its own, and counts how often it was called.
local calls = 0
tools = {
  {
    name = "count",
    description = "Counts",
    parameters = { properties = { by = { type = "integer" } }, required = { "by" } },
    run = function(call, self)
      calls = calls + call.by
      return { calls = calls, by = self.name }
    end,
  },
}
function choose_model() return "simple" end
function build_task_prompt(task) return task.description or "go" end
