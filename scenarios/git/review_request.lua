-- Asks for a review of a branch: what differs from main, and who knows the lines that it changes best.

--- Lines of the old file that a patch touches, by path: those it removes, and the ones around what it adds.
local function touched_lines(patch)
  local touched, path, line = {}, nil, nil
  for text in patch:gmatch("([^\n]*)\n") do
    local name, start = text:match("^%-%-%- a/(.*)"), text:match("^@@ %-(%d+)")
    if text:find("^%-%-%- ") then
      path = name
    elseif start then
      line = tonumber(start)
    elseif path and line and text:find("^[ -]") then
      touched[path] = touched[path] or {}
      table.insert(touched[path], line)
      line = line + 1
    end
  end
  return touched
end

--- Authors by how many of those lines are theirs, whoever asks left out.
local function find_reviewers(patch, base, asker)
  local counts, names = {}, {}
  for path, lines in pairs(touched_lines(patch)) do
    local blamed = git.blame(path, base)
    for _, line in ipairs(lines) do
      local author = blamed[line].author
      if author ~= asker and not counts[author] then names[#names + 1] = author end
      counts[author] = (counts[author] or 0) + 1
    end
  end
  table.sort(names, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  return names
end

function request_review(base)
  local open = git.status()
  if #open > 0 then
    return { ready = false, reason = ("%d files are not committed, the first is %s"):format(#open, open[1].path) }
  end
  local patch = git.diff(base, "HEAD")
  local newest = git.commits{ max_count = 1 }[1]
  local summary = llm.call("simple", "Summarize this change in one sentence:\n\n" .. patch).text
  return {
    ready = true,
    branch = (git.branch()),
    summary = summary,
    reviewers = find_reviewers(patch, base, newest.author),
  }
end
