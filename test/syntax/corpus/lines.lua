local a = 1 local b = 2; local c = a + b print(c) if c == 3 then print "three" else print "other" end for i = 1, 2 do print(i) end
print(
  a,
  b
)
local t = {
  f = function() return "f" end,
  g = function()
    return "g"
  end,
}
print(t.f(), t
  .g()) ; print(#t)
local x = "a\z
           b" --[[ a comment
over lines ]] print(x) --[==[ another ]==] print("same line")
print(pcall(function()
  local y = 1
  y = y + 1 y.z
    .w = 3
end))
return
