-- Stops at breakpoints, and again after each step.
local rig = ...
rig.load_part("commands")
local base, debug, coroutine = rig.base, rig.debug, rig.coroutine
local type, next, ipairs, error = base.type, base.next, base.ipairs, base.error
local getinfo, getlocal, sethook = debug.getinfo, debug.getlocal, debug.sethook
local running, create = coroutine.running, coroutine.create
-- Passes waits for the host outward.
local resume = rig.make_coroutine_library().resume

--- Threads that have a hook.
local hooked = {}
--- Where a step has just stopped: a breakpoint on that line need not stop again.
local stepped_to

local function unhook()
  for thread in next, hooked do sethook(thread) end
  hooked = {}
end

local function hook_thread(thread, hook, mask)
  hooked[thread] = true
  sethook(thread, hook, mask)
end

local step_from

--- Talks with the person about the thread that runs, then has hooks stop it again as they wish.
local function stop(heading)
  unhook()
  local chain = rig.thread_chain(rig.task.root, running())
  local prompt, task = create(rig.converse), rig.task
  local root = task.root
  -- What is evaluated there may not yield to the script's own resume.
  task.root = prompt
  local ok, motion, frame, depth = resume(prompt, chain, heading)
  task.root = root
  unhook()
  if not ok then error(motion, 0) end
  if motion == "continue" then
    stepped_to = nil
  else
    step_from(chain, motion, frame, depth)
  end
end

local function here(level)
  local info = getinfo(level + 1, "Sl")
  return info.source .. ":" .. info.currentline
end

--- Lets the script run to the next line that the motion wants. Depths count frames of the thread that it began in; the
--- threads that had resumed that one are stopped in at any depth, those that it resumes only by `step`.
function step_from(chain, motion, start, depth)
  local is_step = motion == "step"
  local function hook(event)
    local info = getinfo(2, "Sf")
    if event ~= "line" then
      if info.func ~= resume then return end
      local _, thread = getlocal(2, 1)
      return type(thread) == "thread" and hook_thread(thread, hook, "cl")
    end
    if not rig.is_user_source(info.source) then return end
    stepped_to = nil
    -- Level 2 is the line's own frame, so the frame that is `depth` deep has this level where the stack is that deep.
    local is_deeper = running() == start.thread and getinfo(depth + (motion == "finish" and 1 or 2), "l")
    if is_deeper and not is_step then return end
    stepped_to = here(2)
    stop(rig.show_step)
  end
  for _, thread in ipairs(chain) do
    hook_thread(thread, hook, is_step and "cl" or "l")
    if thread == start.thread then return end
  end
end

--- Stops at the `breakpoint()` of the user's that called.
function rig.stop()
  local place = here(3)
  if stepped_to == place then return end
  stop(rig.show_stop)
end
