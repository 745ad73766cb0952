-- Branches, loops and jumps of every kind.
local function grade(n)
  if n > 90 then return "a" elseif n > 50 then return "b" end
  if n < 0 then
    -- nothing but a comment
  else
    return "c"
  end
end
for _, n in ipairs { 95, 60, 10, -1 } do print(n, grade(n)) end
for i = 1, 3 do for j = 3, 1, -1 do if i == j then goto continue end print(i, j) ::continue:: end end
local i = 0
while true do i = i + 1 if i > 3 then break end end
repeat local last = i i = i - 1 until last < 2
print(i)
do
  local n = 0
  ::top::
  n = n + 1
  if n < 4 then goto top end
  print("top", n)
end
do goto done end
print("never")
::done:: ;;;
for _ = 1, 0 do print("never") end
while false do end
repeat until true
if nil then else end
do local x <const>, y = 7, 8 print(x // 2, x / 2, x % 4, x & 3, x | 8, x ~ 1, ~x, x << 2, x >> 1, y ^ 2, x .. y) end
for a, b, c in (function() local n = 0 return function() n = n + 1 if n < 3 then return n, n * 2, n * 3 end end end)() do print(a, b, c) end
