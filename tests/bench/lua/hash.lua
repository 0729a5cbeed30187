-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/hash.fh, for Lua 5.4, whose integers wrap at 64 bits. Places are
-- counted from 1.
local bits <const> = 16
local places <const> = 1 << bits
local mask <const> = places - 1
local different_keys <const> = places // 2

local function random(state) return state * 6364136223846793005 + 1442695040888963407 end

local function zeros(n)
    local cells = {}
    for i = 1, n do cells[i] = 0 end
    return cells
end

local function find(keys, key)
    local at = (key * 0x1E3779B97F4A7C15 >> 64 - bits) + 1
    while true do
        local there = keys[at]
        if there == key or there == 0 then return at end
        at = (at & mask) + 1
    end
end

local function count_one(keys, counts, key)
    local at = find(keys, key)
    keys[at] = key
    counts[at] = counts[at] + 1
end

local function count_all(keys, counts, n, state)
    for _ = 1, n do
        state = random(state)
        count_one(keys, counts, (state >> 40) % different_keys + 1)
    end
    return state
end

local function look_up_all(keys, counts, n, state)
    local sum = 0
    for _ = 1, n do
        state = random(state)
        sum = sum * 31 + counts[find(keys, (state >> 40) % places + 1)]
    end
    return sum
end

local n = math.tointeger(arg[1] or 200000)
local keys = zeros(places)
local counts = zeros(places)
local state = count_all(keys, counts, n, 1)
print(string.format("hash %d", look_up_all(keys, counts, n, state)))
