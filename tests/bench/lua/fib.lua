-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/fib.fh, for Lua 5.4 and LuaJIT.
local function fib(n)
    if n < 2 then return n end
    return fib(n - 1) + fib(n - 2)
end

local n = tonumber(arg[1]) or 27
print(string.format("fib %d", fib(n)))
