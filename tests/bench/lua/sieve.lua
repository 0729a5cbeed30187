-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/sieve.fh, for Lua 5.4 and LuaJIT. A table of numbers instead of
-- bytes: Lua has no array of bytes that can be written.
local function zeros(n)
    local cells = {}
    for i = 1, n do cells[i] = 0 end
    return cells
end

local function cross_out(composite, n)
    local p = 2
    while p * p <= n do
        if composite[p] == 0 then
            for multiple = p * p, n, p do composite[multiple] = 1 end
        end
        p = p + 1
    end
end

local function count_primes(composite, n)
    local count = 0
    for i = 2, n do
        if composite[i] == 0 then count = count + 1 end
    end
    return count
end

local n = tonumber(arg[1]) or 1000000
local composite = zeros(n)
cross_out(composite, n)
print(string.format("sieve %d", count_primes(composite, n)))
