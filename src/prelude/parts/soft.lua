-- `check`: every check of `assert`, soft: one that fails is told, and the scenario goes on.
local rig = ...
local base = rig.base

local SOFT = { soft = true }
local chain = rig.open_chain(SOFT)

rig.add_globals({ check = base.setmetatable(rig.note_check(rig.note_assert({})), {
  __metatable = "check",
  __index = function(_, name) return chain[name] end,
  __call = function(_, ...) return rig.run_check(rig.assertions.truthy, SOFT, ...) end,
}) })
