-- The notes of a release, from the history between two revisions: what was added, what was fixed, and by whom.

local HEADINGS = { { word = "Add", title = "New" }, { word = "Fix", title = "Fixed" } }

local function subject_of(commit)
  return (commit.message:match("^[^\n]+"))
end

local function title_of(subject)
  for _, heading in ipairs(HEADINGS) do
    if subject:find("^" .. heading.word .. "%f[%A]") then return heading.title end
  end
  return "Other"
end

--- Markdown, newest first; merges are left out, since what they bring is told by its own commits.
function release_notes(from, to)
  local sections = { New = {}, Fixed = {}, Other = {} }
  for _, commit in ipairs(git.commits{ rev = from .. ".." .. to }) do
    if #commit.parents < 2 then
      local subject = subject_of(commit)
      local lines = sections[title_of(subject)]
      lines[#lines + 1] = ("- %s (%s, %s)"):format(subject, commit.author, commit.hash:sub(1, 7))
    end
  end
  local notes = { "# " .. to }
  for _, title in ipairs{ "New", "Fixed", "Other" } do
    if #sections[title] > 0 then notes[#notes + 1] = ("\n## %s\n\n%s"):format(title, table.concat(sections[title], "\n")) end
  end
  return table.concat(notes, "\n") .. "\n"
end
