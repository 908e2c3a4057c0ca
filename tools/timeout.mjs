// The limit is for what hangs, not for what is slow: the first compile on a new machine takes minutes.
import {jest} from '@jest/globals'

jest.setTimeout(20 * 60 * 1000)
