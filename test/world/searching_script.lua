return {
  find = function(pattern)
    return (workspace.grep(pattern))
  end,
}
