-- random: conveniences over the scenario's one seeded stream, `math.random`; ids have a stream of their own.
local rig = ...
local random, tointeger = rig.math.random, rig.math.tointeger
local expect, raise, copy = rig.expect, rig.raise, rig.copy
local uuid, id = rig.host("random.uuid"), rig.host("random.id")

function rig.native_bindings.random()
  return {
    number = function() return random() end,
    integer = function(low, high)
      expect("random.integer", "number", low)
      expect("random.integer", "number", high)
      local first, last = tointeger(low), tointeger(high)
      if not (first and last) then raise("random.integer: whole numbers are expected") end
      if low > high then raise("random.integer: the first bound is above the second") end
      return random(first, last)
    end,
    pick = function(list)
      expect("random.pick", "table", list)
      if #list == 0 then raise("random.pick: the list is empty") end
      return list[random(#list)]
    end,
    shuffle = function(list)
      local shuffled = copy(expect("random.shuffle", "table", list))
      for i = #shuffled, 2, -1 do
        local j = random(i)
        shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
      end
      return shuffled
    end,
    uuid = uuid,
    id = id,
  }
end

function rig.native_bindings.detect_language()
  return rig.host("detect_language")
end
