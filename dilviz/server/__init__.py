"""What a server holds for its visitors: uploads, pictures and memory, all bounded.

For ui and web alone; no other room knows that there is a server.

* decoding: uploaded files made into pictures
* own_pictures: pictures of visitors, under names that cannot be guessed
* upload_quota: a byte quota for uploads in progress
* class_rooms, rate: classes that answer together, and how often they may ask
* process_memory: freed memory returned to the operating system

May import: nothing of the project; Pillow inside functions.
"""
