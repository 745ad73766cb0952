-- The prompt at a breakpoint: what is typed there, and what is shown.
local rig = ...
rig.load_part("evaluate")
rig.load_part("frames")
local base, string, table = rig.base, rig.string, rig.table
local ipairs, match, format, concat = base.ipairs, string.match, string.format, table.concat
local ask, quit, excerpt = rig.host("debug.ask"), rig.host("debug.quit"), rig.host("debug.excerpt")

local PROMPT, MORE = "debug> ", "    .. "

local HELP = [[
Lua is evaluated where the script stopped, with its locals; x = 1 assigns.
What it does is part of the scenario. =n evaluates a name that is a command too.
An empty line does the last step, next or finish again.
  step s       go on to the next line, into functions and coroutines
  next n       go on to the next line of this function, or of its caller
  finish f     go on until this function has returned
  continue c   go on to the next breakpoint
  locals       the locals of this frame
  upvalues     the locals around this function that it uses
  backtrace bt the frames, innermost first
  up u, down d look at the caller, or back
  list l       the source around this line
  quit q       end the run; Ctrl-C does the same
Ctrl-D goes on without any further stop.]]

-- What is shown ----------------------------------------------------------------------------------------------------

local function show_names(frame, names, positions, value_of, nothing)
  local lines = {}
  for _, name in ipairs(names) do
    if name ~= "_ENV" then
      lines[#lines + 1] = name .. " = " .. rig.inspect_line(value_of(frame, positions[name]), 500)
    end
  end
  return #lines > 0 and concat(lines, "\n") or nothing
end

local function show_locals(frame)
  local names, positions = rig.locals_of(frame)
  local shown = show_names(frame, names, positions, rig.local_value, "no locals")
  local varargs, count = rig.varargs_of(frame)
  if count == 0 then return shown end
  local parts = {}
  for i = 1, count do parts[i] = rig.inspect_line(varargs[i], 200) end
  return shown .. "\n... = " .. concat(parts, ", ")
end

local function show_upvalues(frame)
  local names, positions = rig.upvalues_of(frame)
  return show_names(frame, names, positions, rig.upvalue_value, "no upvalues")
end

local function show_place(frame)
  return format("%s:%d, %s", frame.file, frame.line, frame.name)
end

local function show_source(frame)
  return excerpt(frame.file, frame.line) or "the source is not known"
end

--- The heading at a breakpoint.
function rig.show_stop(frame)
  return "Stopped at " .. show_place(frame) .. "\n" .. show_source(frame)
end

--- The heading after a step: most often on the next line, so what is around it is known.
function rig.show_step(frame)
  local line = match("\n" .. show_source(frame), "\n(>[^\n]*)")
  return show_place(frame) .. (line and "\n" .. line or "")
end

local function show_backtrace(frames, selected)
  local lines = {}
  for i, frame in ipairs(frames) do lines[i] = (i == selected and "> " or "  ") .. show_place(frame) end
  return concat(lines, "\n")
end

-- The conversation -------------------------------------------------------------------------------------------------

local ALIASES = {
  s = "step", n = "next", f = "finish", c = "continue", bt = "backtrace", u = "up", d = "down", l = "list", q = "quit",
  h = "help", ["?"] = "help",
}
local MOTIONS = { step = true, next = true, finish = true, continue = true }

local last_motion

--- Each takes the state of a conversation and gives a text to show.
local commands = {}

function commands.help() return HELP end
function commands.locals(state) return show_locals(state.frames[state.selected]) end
function commands.upvalues(state) return show_upvalues(state.frames[state.selected]) end
function commands.backtrace(state) return show_backtrace(state.frames, state.selected) end
function commands.list(state) return show_source(state.frames[state.selected]) end

local function select_frame(state, position, refusal)
  if not state.frames[position] then return refusal end
  state.selected = position
  return show_place(state.frames[position])
end

function commands.up(state) return select_frame(state, state.selected + 1, "this is the outermost frame") end
function commands.down(state) return select_frame(state, state.selected - 1, "this is the innermost frame") end

--- Runs Lua in the selected frame; asks for more lines while it is not complete. Nil where there are none.
local function evaluate(text, state)
  local frame = state.frames[state.selected]
  local place = { file = frame.file, line = frame.line, env = rig.scope_of(frame) }
  local chunk, problem, is_unfinished = rig.compile_input(text, place)
  while is_unfinished do
    local more = ask("", MORE)
    if not more then return nil end
    text = text .. "\n" .. more
    chunk, problem, is_unfinished = rig.compile_input(text, place)
  end
  if not chunk then return problem end
  local varargs, count = rig.varargs_of(frame)
  local _, shown = rig.run_input(chunk, place, table.unpack(varargs, 1, count))
  return shown
end

--- One line of the person's: gives a motion, or the text to show.
local function obey(line, state)
  local word = match(line, "^%s*:?(%S*)%s*$")
  if word == "" then word = last_motion or "list" end
  word = ALIASES[word] or word
  if MOTIONS[word] then
    last_motion = word ~= "continue" and word or nil
    return word
  end
  if word == "quit" then quit() end
  if commands[word] then return nil, commands[word](state) end
  return nil, evaluate(match(line, "^%s*=(.*)$") or line, state)
end

--- Talks about the innermost of a chain of threads until the person lets it go on. Gives how, from which frame, and how
--- deep that is. `heading` makes a text of the innermost frame.
function rig.converse(chain, heading)
  local frames = rig.user_frames_of(chain)
  if not frames[1] then return "continue" end
  local state = { frames = frames, selected = 1 }
  local text = heading(frames[1])
  while true do
    local line = ask(text, PROMPT)
    if not line then return "continue" end
    local motion
    motion, text = obey(line, state)
    if motion then return motion, frames[state.selected], rig.frame_depth(frames[state.selected]) end
    -- The input has ended in the middle of a chunk.
    if not text then return "continue" end
  end
end
