-- json: encoding and decoding are the host's; empty lists and null are marks that only this side has.
local rig = ...
local host, list_marks = rig.host, rig.list_marks

local encode, decode = host("json.encode"), host("json.decode")

function rig.native_bindings.json()
  return {
    encode = encode,
    decode = decode,
    null = rig.null,
    array = function(list)
      list = list or {}
      rig.expect("json.array", "table", list)
      list_marks[list] = true
      return list
    end,
  }
end
