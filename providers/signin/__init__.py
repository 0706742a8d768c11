"""Getting the owner's permission to use a mail service, and keeping it safely. Only `followup signin` asks for it."""
