-- Snapshots: what a value was when someone last looked at it. The host keeps them, and decides what is written.
local rig = ...
local base, string = rig.base, rig.string
local type, find, utf8_len = base.type, string.find, rig.utf8.len
local misuse = rig.misuse

rig.host("check.load_snapshots")()

--- Texts of several lines are kept as they are up to this size.
local MAX_TEXT = 64 * 1024

--- A value as it is kept. A text of several lines stands between two lines that hold a quote each, so that no other value
--- looks the same; anything else as `inspect` shows it.
local function show(name, value)
  if rig.is_in_case then
    rig.refuse_in_case("assert." .. name .. ": a snapshot keeps one value, and a property has many: use it in a scenario")
  end
  if type(value) == "string" and find(value, "\n", 1, true) and not find(value, "[\0-\8\11-\31\127]") and utf8_len(value) then
    if #value <= MAX_TEXT then return '"\n' .. value .. '\n"' end
  else
    local text = rig.inspect_whole(value)
    if text then return text end
  end
  rig.raise("assert." .. name .. ": the value is too large or too deep to be shown whole; take the part of it that matters")
end

local HINT = "\nhint: where the change is meant, run with --update"
local CI_HINT = "\nhint: run it outside CI, or with --update, and commit what that writes"

local messages = {
  missing = function(what) return "there is no " .. what .. " yet, and in CI none is written" .. CI_HINT end,
  differs = function(what) return "the value differs from its " .. what .. HINT end,
  crowded = function() return "several calls with different values stand on one line\nhint: give each a line of its own" end,
}

--- `compare(shown, second)` gives how the value stands to its snapshot, the snapshot's text, and what it is called.
local function add_snapshot(name, compare, reached)
  rig.add_assertion({ name }, {
    count = 1, note = 3,
    holds = function(state, value, second)
      if state.negated then misuse("assert.not_" .. name .. ": a snapshot says what a value is, not what it is not") end
      local shown = show(name, value)
      local verdict, expected, what = compare(shown, second)
      return verdict == "same", { verdict = verdict, expected = expected, what = what or "inline snapshot", shown = shown }
    end,
    fails = function(found)
      local say = messages[found.verdict]
      return { message = say and say(found.what) or reached(found.what), expected = found.expected, actual = found.shown }
    end,
  })
  rig.add_shortcuts({ name })
end

add_snapshot("matches_snapshot", rig.host("check.snapshot"), function(what)
  return what .. " was compared with another value before in this scenario\nhint: give each a name of its own"
end)

add_snapshot("matches_inline_snapshot", rig.host("check.inline_snapshot"), function()
  return "the call is reached several times with different values\nhint: one call has one text; there, use assert.matches_snapshot"
end)
