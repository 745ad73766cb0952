-- workspace.grep: lines of files that match a Lua pattern, or hold a text.
local rig = ...
local base, string = rig.base, rig.string
local ipairs, pcall = base.ipairs, base.pcall
local find, sub, byte, gsub, lower = string.find, string.sub, string.byte, string.gsub, string.lower
local host, raise = rig.host, rig.raise

local begin, next_block, finish = host("workspace.grep_begin"), host("workspace.grep_block"), host("workspace.grep_end")

local MAX_TEXT = 500

--- A pattern for lines in lower case. What stands behind a % keeps its meaning; of the two cases %u and %l, one is left.
local function lower_pattern(pattern)
  local changed = gsub(lower(pattern), "()%%(.)", function(at)
    local class = sub(pattern, at + 1, at + 1)
    if class == "u" then return "%l" elseif class == "U" then return "%L" end
    return "%" .. class
  end)
  return changed
end

--- A line without its end, and not longer than can be shown; no character is cut in two.
local function shown(line)
  line = gsub(line, "\r$", "")
  if #line <= MAX_TEXT then return line end
  local last = MAX_TEXT
  while last > MAX_TEXT - 3 and byte(line, last + 1) >= 0x80 and byte(line, last + 1) < 0xC0 do last = last - 1 end
  return sub(line, 1, last)
end

--- Adds what a file has to the hits; gives whether there is more than may be given.
local function search(path, is_hit, hits, max)
  local number, from, stale = 0, 0, nil
  local block
  repeat
    block, from, stale = next_block(path, from, stale)
    local start = 1
    while block and start <= #block do
      local stop = find(block, "\n", start, true) or #block + 1
      local line = sub(block, start, stop - 1)
      number, start = number + 1, stop + 1
      if is_hit(line) then
        if #hits == max then return true end
        hits[#hits + 1] = { path = path, line = number, text = shown(line) }
      end
    end
  until not from
  return false
end

function rig.grep(pattern, options)
  local files, plan = begin(pattern, options)
  local wanted = pattern
  if plan.ignore_case then wanted = plan.plain and lower(pattern) or lower_pattern(pattern) end
  local function is_hit(line)
    local ok, at = pcall(find, plan.ignore_case and lower(line) or line, wanted, 1, plan.plain)
    if not ok then raise("workspace.grep: " .. at) end
    return at ~= nil
  end
  is_hit("")
  local hits, paths, has_more = {}, {}, false
  -- A list also where it is empty.
  rig.list_marks[hits] = true
  for _, path in ipairs(files) do
    local before = #hits
    has_more = search(path, is_hit, hits, plan.max)
    if #hits > before then paths[#paths + 1] = path end
    if has_more then break end
  end
  finish(pattern, options, #hits, has_more, paths)
  return hits, has_more
end
