-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/loop.fh, for Lua 5.4, whose integers wrap at 64 bits.
local function run(n)
    local x = 88172645463325252
    local sum = 0
    for i = 0, n - 1 do
        x = x ~ i
        for _ = 1, 1000 do
            x = x ~ (x << 13)
            x = x ~ (x >> 7)
            x = x ~ (x << 17)
            sum = sum + x
        end
    end
    return sum
end

print(string.format("loop %d", run(math.tointeger(arg[1] or 1000))))
