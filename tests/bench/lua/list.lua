-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/list.fh, for Lua 5.4, whose integers wrap at 64 bits. Nobody frees
-- the nodes: the collector walks them while the list grows, and the program's end frees them.
local function build(n)
    local list = nil
    for i = 0, n - 1 do list = {value = i, next = list} end
    return list
end

local function checksum(at)
    local sum = 0
    while at do
        sum = sum * 31 + at.value
        at = at.next
    end
    return sum
end

local function reverse(list)
    local reversed = nil
    while list do
        local rest = list.next
        list.next = reversed
        reversed = list
        list = rest
    end
    return reversed
end

local list = build(math.tointeger(arg[1] or 50000))
local total = 0
for _ = 1, 8 do
    total = total * 31 + checksum(list)
    list = reverse(list)
end
print(string.format("list %d", total))
