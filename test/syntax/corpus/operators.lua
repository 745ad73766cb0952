-- `and`, `or` and `not` in all places, and how many values they give.
local function two() return 1, 2 end
local function count(...) return select("#", ...) end
print(count(two()), count(true and two()), count(false or two()), count((two())))
local t = { true and two(), two() }
print(#t)
local x, y = nil or two()
print(x, y)
print(1 and 2 or 3, nil and 2 or 3, false or nil, nil and nil, not nil and not false)
print(1 == 1 and "eq" or "ne", 1 < 2 and 2 < 3 and 3 < 4, (1 and 2) + (nil or 3))
local a = false
local b = a == nil and "nil" or a == false and "false" or a and "true" or error("never")
print(b)
if a or b and not a then print("yes") elseif a and b then print("no") end
while a and b do end
repeat local z = a or true until z and b
for i = a and 1 or 2, b and 3 or 1 do print(i) end
print((function(...) return ... or "none" end)(), (function(...) return ... and "some" end)(1))
print(("x" or "y"):upper(), ({ 1 } and { 2, 3 })[1], #("ab" or "c"), -(nil or 2), 2 ^ (nil or 3))
local s = a and [[long
text]] or [==[other
]==]
print(s, count(a and two(), two()))
local f = a or function(n) return n and n > 1 and "many" or "one" end
print(f(1), f(2), f())
return a or "result", two()
