counter = require "test.sandbox.counter_module"
