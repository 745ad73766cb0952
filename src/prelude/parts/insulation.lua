-- `insulate`: a block whose globals and loaded modules, as its own code leaves them, are there for its scenarios alone. In
-- busted's world `describe` is one too, as far as globals go.
local rig = ...
local base = rig.base
local next, rawget, rawset, tree = base.next, base.rawget, base.rawset, rig.tree

--- The tables whose changes can stay in a block.
local SHARED = { rig.scenario_env, rig.loaded_modules }

--- Globals that modules have set: they are there for all, in whatever block the module was loaded.
local module_globals = {}

function rig.write_module_global(_, key, value)
  if key ~= nil then module_globals[key] = value end
  rig.scenario_env[key] = value
end

--- What has changed in a table since it was as `before` says; puts it back. Words of the prelude's own are no change.
local function take_back(shared, before)
  local now, changes = rig.copy(shared), {}
  for key in next, before do
    if now[key] == nil then now[key] = false end
  end
  for key in next, now do
    local value = rawget(shared, key)
    local is_common = rig.is_prelude_global(key, value) or value ~= nil and base.rawequal(value, module_globals[key])
    if not base.rawequal(value, before[key]) and not is_common then
      changes[#changes + 1] = { key = key, value = value }
      rawset(shared, key, before[key])
    end
  end
  return changes
end

local describe = rig.scenario_globals.describe

--- `describe`, keeping the changes of the first so many of the shared tables to the block.
local function make_insulated(count)
  return function(...)
    local before = {}
    for i = 1, count do before[i] = rig.copy(SHARED[i]) end
    local position = #tree.blocks + 1
    local _, line = rig.user_frame()
    describe(...)
    local block = tree.blocks[position]
    block.line, block.changes = line or 0, {}
    for i = 1, count do block.changes[i] = take_back(SHARED[i], before[i]) end
  end
end

rig.add_globals({ insulate = make_insulated(2) })
if rig.is_for_busted then
  local insulated = make_insulated(1)
  rig.add_globals({ describe = insulated, context = insulated })
end

--- Makes an insulated block's changes, once for all that runs from here on; the block around it first.
function rig.enter_insulated(block)
  local parent = tree.blocks[block].parent
  if parent > 0 then rig.enter_insulated(parent) end
  local all = tree.blocks[block].changes
  if not all then return end
  tree.blocks[block].changes = nil
  for i, changes in base.ipairs(all) do
    for _, change in base.ipairs(changes) do rawset(SHARED[i], change.key, change.value) end
  end
end
