-- Takes the next ticket of a queue that others work on too. Moving the file is what claims it: of two who try, one can.

local function claim(name)
  for _, path in ipairs(workspace.list("queue")) do
    local mine = "taken/" .. name .. "/" .. path:match("[^/]+$")
    if pcall(workspace.move, path, mine) then return mine end
  end
  return nil
end

function choose_model() return "simple" end

function build_task_prompt(task, _, _, self)
  local mine = claim(task.worker)
  if not mine then return Prompt.new():section("Ticket", "none is left") end
  log.info(self.name .. " works on " .. mine)
  return Prompt.new():section("Ticket", workspace.read_file(mine))
end
