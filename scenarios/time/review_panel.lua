-- Several models review a change at the same time; the slow ones are not waited for. Each writes to a file of its own: of one
-- file that all add to, a reviewer would write back what they had read before another wrote.

local M = {}

local function review(model)
  return function()
    local reply = llm.call(model, "Review this change in one line")
    workspace.write_file("reviews/" .. model .. ".md", reply.text .. "\n")
    return reply.text
  end
end

--- What each model said within so many milliseconds; nil where one took longer.
function M.review(models, within_ms)
  local panel = {}
  for _, model in ipairs(models) do
    panel[model] = function()
      local in_time, said = clock.timeout(within_ms, review(model))
      return in_time and said or nil
    end
  end
  return clock.all(panel)
end

--- The first answer of any.
function M.first(models)
  local panel = {}
  for _, model in ipairs(models) do panel[model] = review(model) end
  return clock.race(panel)
end

return M
