return {
  bare = function(value) assert(value, "bare") end,
  named = function(value) assert.equal(1, value) end,
}
