"""`make learn`: derives the weights of `agent.understanding` from the open half of the corpus. Never run by the agent.

sentences   what a sentence is like     tests/corpus/open/sentences, and the examples in the lexicons
messages    the kind of a message       tests/corpus/open/messages, and the tables of tests/understanding/kinds
fitting     the common part: a multinomial logistic regression written down as a table
"""
