"""Records: event types, events, who took part, and the evidence each event stands on."""
